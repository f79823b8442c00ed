import { describe, expect, it } from "vitest";
import { modeOf } from "./gather.ts";
import { statusIn, containers } from "./testing/make-context.ts";

describe("modeOf", () => {
  it("tells the ways to run apart by what runs", () => {
    expect(modeOf([], undefined, false)).toBe("none");
    expect(modeOf([], undefined, true)).toBe("npm");
    expect(modeOf([], statusIn("/traces/traces.sqlite"), false)).toBe("alone");
    expect(modeOf([], statusIn("/traces/traces.sqlite"), false, true)).toBe("npm");
    expect(modeOf(containers, undefined, true)).toBe("compose-aws");
    expect(
      modeOf([...containers, { id: "x", service: "xray", state: "running", status: "Up" }], undefined, true),
    ).toBe("compose-local");
  });
});
