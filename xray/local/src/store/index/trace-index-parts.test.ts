import * as fc from "fast-check";
import { expect, test } from "vitest";
import { IdTable } from "./id-table.ts";
import { LineDictionary } from "./line-dictionary.ts";
import { ENTRY_BYTES, Lru } from "../chunk/lru.ts";
import { PACKED_ID_BYTES } from "../chunk/packed-id.ts";
import { RowOrder } from "./row-order.ts";
import { SeenTraces } from "../write/seen-traces.ts";

function makeIds(count: number): Uint8Array {
  const ids = new Uint8Array(count * PACKED_ID_BYTES);
  const view = new DataView(ids.buffer);
  for (let row = 0; row < count; row += 1) view.setUint32(row * PACKED_ID_BYTES + 12, row);
  return ids;
}

test("an id table finds what was added and not removed, through growth", () => {
  const ids = makeIds(5000);
  const table = new IdTable(() => ids);
  for (let row = 0; row < 4000; row += 1) table.add(row);
  for (let row = 0; row < 4000; row += 3) table.remove(row);
  for (let row = 4000; row < 5000; row += 1) table.add(row);
  const found = Array.from({ length: 5000 }, (_, row) => table.find(ids, row * PACKED_ID_BYTES));
  expect(found).toEqual(found.map((_, row) => (row < 4000 && row % 3 === 0 ? -1 : row)));
});

test("an id table that changes for long does not fill up with what was removed", () => {
  const ids = makeIds(20_000);
  const table = new IdTable(() => ids);
  for (let row = 0; row < 20_000; row += 1) {
    table.add(row);
    if (row >= 10) table.remove(row - 10);
  }
  expect(table.find(ids, 19_995 * PACKED_ID_BYTES)).toBe(19_995);
  expect(table.find(ids, 19_000 * PACKED_ID_BYTES)).toBe(-1);
});

test("an id table that was cleared knows none, and takes all again", () => {
  const ids = makeIds(2_000);
  const table = new IdTable(() => ids);
  for (let row = 0; row < 1_000; row += 1) table.add(row);
  table.clear();
  expect(table.find(ids, 500 * PACKED_ID_BYTES)).toBe(-1);
  for (let row = 0; row < 2_000; row += 1) table.add(row);
  expect(table.find(ids, 1_500 * PACKED_ID_BYTES)).toBe(1_500);
});

test("an order of which all is removed is empty, and takes more", () => {
  const order = new RowOrder((left, right) => left - right);
  order.insert([3, 1, 2]);
  order.remove([1, 2, 3]);
  order.insert([5, 4]);
  expect([order.length, order.at(0), order.at(1)]).toEqual([2, 4, 5]);
});

test("an order stays sorted whatever comes and goes", () => {
  const batch = fc.record({ insert: fc.array(fc.nat(50), { maxLength: 20 }), removals: fc.nat(10) });
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 20 }), (batches) => {
      const keys: number[] = [];
      const order = new RowOrder((left, right) => (keys[left] ?? 0) - (keys[right] ?? 0) || left - right);
      let live: number[] = [];
      for (const { insert, removals } of batches) {
        const rows = insert.map((key) => keys.push(key) - 1);
        order.insert([...rows]);
        live.push(...rows);
        const gone = live.filter((_, at) => at % 3 === 0).slice(0, removals);
        order.remove(gone);
        live = live.filter((row) => !gone.includes(row));
      }
      const expected = live.toSorted((left, right) => (keys[left] ?? 0) - (keys[right] ?? 0) || left - right);
      expect(Array.from({ length: order.length }, (_, at) => order.at(at))).toEqual(expected);
    }),
  );
});

test("a seen trace is found in its newest chunk until that is gone", () => {
  const ids = makeIds(20_000);
  const chunks = new Map<number, number>();
  const seen = new SeenTraces();
  const find = (row: number) => seen.find(ids, row * PACKED_ID_BYTES, (chunk) => chunks.get(row) === chunk);
  const move = (row: number, to: number) => {
    seen.move(ids, row * PACKED_ID_BYTES, find(row), to);
    chunks.set(row, to);
  };
  for (let row = 0; row < 20_000; row += 1) move(row, 1 + Math.floor(row / 500));
  move(0, 41);
  expect([0, 1, 10_000, 19_999].map(find)).toEqual([41, 1, 21, 40]);
  seen.expireThrough(20);
  expect([0, 1, 9_999, 10_000, 19_999].map(find)).toEqual([41, 0, 0, 21, 40]);
});

test("traces that share a mark are told apart by their chunks", () => {
  const ids = makeIds(1);
  const seen = new SeenTraces();
  seen.move(ids, 0, 0, 5);
  seen.move(ids, 0, 0, 6);
  seen.move(ids, 0, 5, 7);
  expect([5, 6, 7].map((wanted) => seen.find(ids, 0, (chunk) => chunk === wanted))).toEqual([0, 6, 7]);
});

test("marks of what is gone make room for new ones", () => {
  const ids = makeIds(200_000);
  const seen = new SeenTraces();
  for (let row = 0; row < 200_000; row += 1) {
    if (row % 500 === 0) seen.expireThrough(row / 500 - 3);
    seen.move(ids, row * PACKED_ID_BYTES, 0, 1 + Math.floor(row / 500));
  }
  expect(seen.find(ids, 199_999 * PACKED_ID_BYTES, () => true)).toBe(400);
  expect(seen.find(ids, 0, () => true)).toBe(0);
});

test("a line is parsed once, kept while it is used, and its number is given out again", () => {
  let parsed = 0;
  const dictionary = new LineDictionary((line) => ({ line, nth: (parsed += 1) }), 100);
  const first = dictionary.acquire("a");
  expect(dictionary.acquire("a")).toBe(first);
  expect(dictionary.value(first)).toBe(dictionary.value(first));
  dictionary.release(first);
  expect(dictionary.value(first)).toEqual({ line: "a", nth: 1 });
  dictionary.release(first);
  expect(dictionary.value(first)).toBeUndefined();
  expect(dictionary.acquire("b")).toBe(first);
  expect(dictionary.value(first)).toEqual({ line: "b", nth: 2 });
});

test("a full dictionary gives no number, until there is room again", () => {
  const dictionary = new LineDictionary((line) => line, 10);
  const first = dictionary.acquire("123456");
  expect(dictionary.acquire("789012")).toBe(-1);
  expect(dictionary.value(-1)).toBeUndefined();
  dictionary.release(-1);
  dictionary.release(first);
  expect(dictionary.acquire("789012")).toBeGreaterThanOrEqual(0);
});

test("a dictionary gives out no more numbers than it may, until one is free again", () => {
  const dictionary = new LineDictionary((line) => line, 100, 2);
  expect(["a", "b", "c", "a"].map((line) => dictionary.acquire(line))).toEqual([0, 1, -1, 0]);
  dictionary.release(1);
  expect(dictionary.acquire("c")).toBe(1);
});

test("a cache lets go of what was not used for longest, and keeps one that is too large alone", () => {
  const cache = new Lru<string>(10 + 2 * ENTRY_BYTES);
  cache.set(1, "one", 4);
  cache.set(2, "two", 4);
  cache.get(1);
  cache.set(3, "three", 4);
  expect([1, 2, 3].map((key) => cache.get(key))).toEqual(["one", undefined, "three"]);
  cache.set(4, "four", 4 * ENTRY_BYTES);
  expect([1, 3, 4].map((key) => cache.get(key))).toEqual([undefined, undefined, "four"]);
});
