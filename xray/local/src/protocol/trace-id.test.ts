import { describe, expect, it, test } from "vitest";
import { epochSecOf, isTraceId, makeTraceId, toEntityId, toTraceId } from "./trace-id.ts";

const NATIVE = "1-4efaaf4d-1e8720b39541901950019ee5";

describe("toTraceId", () => {
  test.each([
    ["the native form", NATIVE, NATIVE],
    ["upper case, as lower case", NATIVE.toUpperCase(), NATIVE],
    ["W3C's 32 digits", "4efaaf4d1e8720b39541901950019ee5", NATIVE],
    ["W3C's 32 digits in upper case", "4EFAAF4D1E8720B39541901950019EE5", NATIVE],
  ])("takes %s", (_, text, traceId) => {
    expect(toTraceId(text)).toBe(traceId);
  });

  test.each([
    ["nothing", ""],
    ["too short a random part", "1-5759e988-SHORT"],
    ["another version", "2-4efaaf4d-1e8720b39541901950019ee5"],
    ["digits that are not hexadecimal", "1-4efaaf4g-1e8720b39541901950019ee5"],
    ["something before the id", ` ${NATIVE}`],
    ["something behind the id", `${NATIVE}\n`],
    ["31 digits", "4efaaf4d1e8720b39541901950019ee"],
  ])("rejects %s", (_, text) => {
    expect(toTraceId(text)).toBeUndefined();
    expect(isTraceId(text)).toBe(false);
  });
});

describe("epochSecOf", () => {
  it("is the second in which the id was made, in whatever form the id comes", () => {
    expect(epochSecOf(NATIVE)).toBe(0x4efaaf4d);
    expect(epochSecOf("4EFAAF4D1E8720B39541901950019EE5")).toBe(0x4efaaf4d);
    expect(epochSecOf("4efaaf4d")).toBeUndefined();
  });
});

describe("makeTraceId", () => {
  it("carries the second in which it was made", () => {
    expect(makeTraceId(1795218987.9, "29d8800d391ab00f001fc444")).toBe("1-6b00de2b-29d8800d391ab00f001fc444");
    expect(makeTraceId(1, "29d8800d391ab00f001fc444")).toBe("1-00000001-29d8800d391ab00f001fc444");
  });

  it("throws when the random digits do not fit", () => {
    expect(() => makeTraceId(1, "29d8")).toThrow(RangeError);
  });
});

describe("toEntityId", () => {
  it("takes 16 hexadecimal digits as lower case and nothing else", () => {
    expect(toEntityId("C5A141F311DF5E9B")).toBe("c5a141f311df5e9b");
    expect(toEntityId("c5a141f311df5e9")).toBeUndefined();
    expect(toEntityId("c5a141f311df5e9bb")).toBeUndefined();
    expect(toEntityId("c5a141f311df5e9x")).toBeUndefined();
  });
});
