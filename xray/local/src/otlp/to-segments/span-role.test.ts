import { describe, expect, it } from "vitest";
import { roleOf } from "./span-role.ts";
import { makeSpan } from "../testing/make-span.ts";

const PARENT = "b7ad6b7169203331";
const marked = { "aws.span.kind": "LOCAL_ROOT" };

describe("the role of a span", () => {
  it.each([
    ["server", "", undefined, "segment"],
    ["server", PARENT, true, "segment"],
    ["server", PARENT, false, "segment"],
    ["internal", "", undefined, "segment"],
    ["internal", PARENT, undefined, "subsegment"],
    ["internal", PARENT, false, "subsegment"],
    ["internal", PARENT, true, "segment"],
    ["unspecified", PARENT, undefined, "subsegment"],
    ["client", PARENT, undefined, "subsegment"],
    ["client", PARENT, false, "subsegment"],
    ["client", "", undefined, "caller"],
    ["client", PARENT, true, "caller"],
    ["producer", PARENT, false, "subsegment"],
    ["producer", "", undefined, "caller"],
    ["consumer", "", undefined, "segment"],
    ["consumer", PARENT, undefined, "segment"],
    ["consumer", PARENT, true, "segment"],
    // .NET says so of parents elsewhere too.
    ["consumer", PARENT, false, "segment"],
  ] as const)("of kind %s with parent %j, remote %s, is %s", (kind, parentSpanId, isParentRemote, role) => {
    expect(roleOf(makeSpan({ kind, parentSpanId, isParentRemote }))).toBe(role);
  });

  it.each([
    ["consumer", false, "same process", "subsegment"],
    ["consumer", undefined, "same process", "segment"],
    ["consumer", true, "same process", "segment"],
    ["consumer", false, "other process", "segment"],
    ["internal", false, "other process", "segment"],
    ["internal", undefined, "other process", "segment"],
    ["client", false, "other process", "caller"],
    ["producer", undefined, "other process", "caller"],
    ["internal", false, "same process", "subsegment"],
    ["client", undefined, "same process", "subsegment"],
    ["client", true, "same process", "caller"],
  ] as const)(
    "of kind %s, parent remote %s, but seen to be of the %s, is %s",
    (kind, isParentRemote, parent, role) => {
      expect(roleOf(makeSpan({ kind, parentSpanId: PARENT, isParentRemote }), parent)).toBe(role);
    },
  );

  it.each([
    ["internal", "segment"],
    ["client", "caller"],
    ["consumer", "caller"],
    ["server", "segment"],
  ] as const)("of kind %s that AWS's distribution marks as a local root is %s", (kind, role) => {
    expect(roleOf(makeSpan({ kind, parentSpanId: PARENT, attributes: marked }))).toBe(role);
  });
});
