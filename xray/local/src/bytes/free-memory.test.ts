import { expect, test } from "vitest";
import { freeMemory } from "./free-memory.ts";

test("takes the memory of a buffer that has it for itself", () => {
  const bytes = new Uint8Array(1000).fill(7);

  freeMemory(bytes);

  expect(bytes).toHaveLength(0);
});

test("leaves a part of shared memory alone", () => {
  const pool = new Uint8Array(1000).fill(7);

  freeMemory(pool.subarray(0, 500));

  expect(pool).toHaveLength(1000);
  expect(pool[0]).toBe(7);
});

test("leaves memory alone that threads share", () => {
  const bytes = new Uint8Array(new SharedArrayBuffer(8));

  freeMemory(bytes);

  expect(bytes).toHaveLength(8);
});
