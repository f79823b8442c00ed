import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRingConsumer, createRingMemory, createRingProducer } from "./ring.ts";
import type { RingConsumer } from "./ring.ts";

interface Record {
  kind: number;
  text: string;
}

function makeRing(capacityBytes: number) {
  const memory = createRingMemory(capacityBytes);
  const producer = createRingProducer(memory);
  const consumer = createRingConsumer(memory);
  return { push: ({ kind, text }: Record) => producer.push(kind, Buffer.from(text)), producer, consumer };
}

function drain(consumer: RingConsumer, limit = 1000): Record[] {
  const records: Record[] = [];
  consumer.drain(limit, (kind, start, end) =>
    records.push({ kind, text: consumer.bytes.toString("utf8", start, end) }),
  );
  return records;
}

test("records come out in the order in which they went in, with their kinds", () => {
  const { push, consumer } = makeRing(256);
  push({ kind: 0, text: "first" });
  push({ kind: 3, text: "" });
  push({ kind: 1, text: "third" });
  expect(drain(consumer, 2)).toEqual([
    { kind: 0, text: "first" },
    { kind: 3, text: "" },
  ]);
  expect(drain(consumer)).toEqual([{ kind: 1, text: "third" }]);
  expect(consumer.isEmpty()).toBe(true);
});

test("only what follows the start is copied", () => {
  const { producer, consumer } = makeRing(64);
  producer.push(0, Buffer.from("header body"), 7);
  expect(drain(consumer)).toEqual([{ kind: 0, text: "body" }]);
});

test("what does not fit is refused and counted, and what lies in the ring is kept", () => {
  const { push, consumer } = makeRing(64);
  expect(push({ kind: 0, text: "x".repeat(40) })).toBe(true);
  expect(push({ kind: 0, text: "y".repeat(40) })).toBe(false);
  expect(push({ kind: 0, text: "larger than the whole ring".repeat(9) })).toBe(false);
  expect(consumer.refused()).toBe(2);
  expect(drain(consumer)).toEqual([{ kind: 0, text: "x".repeat(40) }]);
  expect(push({ kind: 0, text: "y".repeat(40) })).toBe(true);
});

test.each([0, 63, 100, 2 ** 31])("a capacity of %i bytes is refused", (capacity) => {
  expect(() => createRingMemory(capacity)).toThrow(RangeError);
});

test("any sequence of pushes and drains loses nothing but what it counts", () => {
  const step = fc.oneof(
    fc.record({ push: fc.string({ maxLength: 60 }), kind: fc.nat(4) }),
    fc.record({ drain: fc.nat(5) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const { push, consumer } = makeRing(128);
      const expected: Record[] = [];
      const actual: Record[] = [];
      let refused = 0;
      for (const each of steps) {
        if ("drain" in each) {
          actual.push(...drain(consumer, each.drain));
        } else {
          const record = { kind: each.kind, text: each.push };
          if (push(record)) expected.push(record);
          else refused += 1;
        }
      }
      actual.push(...drain(consumer));
      expect(actual).toEqual(expected);
      expect(consumer.refused()).toBe(refused);
    }),
  );
});

test("a ring before waiting is not missed", () => {
  const { push, consumer } = makeRing(64);
  push({ kind: 0, text: "there already" });
  consumer.waitIdle(consumer.rings(), 60_000);
  expect(drain(consumer)).toHaveLength(1);
});
