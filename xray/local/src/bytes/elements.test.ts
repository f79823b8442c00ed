import { describe, expect, it } from "vitest";
import {
  entryOf,
  itemAt,
  readF32,
  readF64,
  readI32,
  readU16,
  readU32,
  readU8,
  requireLength,
} from "./elements.ts";
import { freeMemory } from "./free-memory.ts";

const READERS = [
  ["readF64", Float64Array, readF64],
  ["readF32", Float32Array, readF32],
  ["readU32", Uint32Array, readU32],
  ["readI32", Int32Array, readI32],
  ["readU16", Uint16Array, readU16],
  ["readU8", Uint8Array, readU8],
] as const;

describe.each(READERS)("%s", (_name, Kind, read) => {
  const make = (): never => Kind.from([0, 7]) as never;

  it("reads what is there, zeros too", () => {
    expect([0, 1].map((index) => read(make(), index))).toEqual([0, 7]);
  });

  it.each([-1, 2, 0.5, Number.NaN])("throws for element %d of two", (index) => {
    expect(() => read(make(), index)).toThrow(RangeError);
  });

  it("throws for memory that was given back", () => {
    const column = make();
    freeMemory(column);
    expect(() => read(column, 0)).toThrow("given back");
  });
});

describe("itemAt", () => {
  it("answers an item, and throws behind the end", () => {
    expect(itemAt(["a", ""], 1)).toBe("");
    expect(() => itemAt(["a"], 1)).toThrow("Element 1 of 1");
  });
});

describe("entryOf", () => {
  it("answers a value, and throws for a key that is not there", () => {
    expect(entryOf(new Map([[1, 0]]), 1)).toBe(0);
    expect(() => entryOf(new Map([[1, 0]]), 2)).toThrow("No entry 2 among 1");
  });
});

describe("requireLength", () => {
  it("throws when fewer elements are there", () => {
    const column = new Uint8Array(16);
    requireLength(column, 16);
    expect(() => requireLength(column, 17)).toThrow(RangeError);
    freeMemory(column);
    expect(() => requireLength(column, 16)).toThrow("given back");
  });
});
