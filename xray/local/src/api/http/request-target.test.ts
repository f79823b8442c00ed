import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTarget } from "./request-target.ts";

describe("parseTarget", () => {
  it.each([
    ["/Traces", "/Traces"],
    ["/Traces?x=1#y", "/Traces"],
    ["//Traces", "/Traces"],
    ["//", "/"],
    ["///", "/"],
    ["", "/"],
    ["?x", "/"],
    ["Traces", "/Traces"],
    ["*", "*"],
    ["/a%20b", "/a b"],
    ["/%zz", "/%zz"],
    ["http:", "/http:"],
  ])("reads the path of %j as %j", (text, path) => {
    expect(parseTarget(text)).toMatchObject({ path });
    expect(parseTarget(text).authority).toBeUndefined();
  });

  it.each([
    ["http://localhost:2001/Traces?x=1", "localhost:2001", "/Traces"],
    ["HTTPS://Example.com", "Example.com", "/"],
    ["http://[", "[", "/"],
    ["http:///x", "", "/x"],
    ["http://a?x=1", "a", "/"],
  ])("reads the host and the path of %j", (text, authority, path) => {
    expect(parseTarget(text)).toMatchObject({ authority, path });
  });

  it("reads the query", () => {
    const { query } = parseTarget("/traces.ndjson?start=1&filter=service(%22a%22)#end");
    expect([...query]).toEqual([
      ["start", "1"],
      ["filter", 'service("a")'],
    ]);
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(parseTarget(text).path).toMatch(/^(?:\/|\*$)/);
      }),
    );
  });
});
