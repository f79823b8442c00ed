import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createQueueConsumer, createQueueMemory, createQueueProducer } from "./record-queue.ts";
import type { QueueConsumer } from "./record-queue.ts";

interface Record {
  kind: number;
  text: string;
}

function makeQueue(blocks: number, blockBytes: number) {
  const memory = createQueueMemory({ blocks, blockBytes });
  const producer = createQueueProducer(memory);
  const consumer = createQueueConsumer(memory);
  return { push: ({ kind, text }: Record) => producer.push(kind, Buffer.from(text)), producer, consumer };
}

function drain(consumer: QueueConsumer, limit = 1000): Record[] {
  const records: Record[] = [];
  consumer.drain(limit, (kind, start, end) =>
    records.push({ kind, text: consumer.bytes.toString("utf8", start, end) }),
  );
  return records;
}

test("records come out in the order in which they went in, with their kinds", () => {
  const { push, consumer } = makeQueue(2, 64);
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
  const { producer, consumer } = makeQueue(2, 64);
  producer.push(0, Buffer.from("header body"), 7);
  expect(drain(consumer)).toEqual([{ kind: 0, text: "body" }]);
});

test("what does not fit is dropped and counted, and what lies in the queue is kept", () => {
  const { push, consumer } = makeQueue(2, 64);
  expect(push({ kind: 0, text: "w".repeat(40) })).toBe(true);
  expect(push({ kind: 0, text: "x".repeat(40) })).toBe(true);
  expect(push({ kind: 0, text: "y".repeat(40) })).toBe(false);
  expect(push({ kind: 0, text: "larger than a whole block".repeat(9) })).toBe(false);
  expect(consumer.dropped()).toBe(2);
  expect(drain(consumer).map(({ text }) => text)).toEqual(["w".repeat(40), "x".repeat(40)]);
  expect(push({ kind: 0, text: "y".repeat(40) })).toBe(true);
  expect(drain(consumer)).toEqual([{ kind: 0, text: "y".repeat(40) }]);
});

test("while the consumer keeps up, the first blocks are all that is touched", () => {
  const { push, consumer } = makeQueue(8, 64);
  for (let round = 0; round < 100; round += 1) {
    push({ kind: 1, text: "x".repeat(24) });
    push({ kind: 1, text: "x".repeat(24) });
    drain(consumer);
  }
  const isTouched = Array.from({ length: 8 }, (_, block) =>
    consumer.bytes.subarray(block * 64, (block + 1) * 64).some((byte) => byte !== 0),
  );
  expect(isTouched).toEqual([true, true, false, false, false, false, false, false]);
});

test.each([
  { blocks: 1, blockBytes: 64 },
  { blocks: 2, blockBytes: 0 },
  { blocks: 2, blockBytes: 60 },
])("$blocks blocks of $blockBytes bytes are rejected", (shape) => {
  expect(() => createQueueMemory(shape)).toThrow(RangeError);
});

test("any sequence of pushes and drains loses nothing but what it counts", () => {
  const step = fc.oneof(
    fc.record({ push: fc.string({ maxLength: 60 }), kind: fc.nat(4) }),
    fc.record({ drain: fc.nat(5) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 2, max: 5 }), (steps, blocks) => {
      const { push, consumer } = makeQueue(blocks, 64);
      const expected: Record[] = [];
      const actual: Record[] = [];
      let dropped = 0;
      for (const each of steps) {
        if ("drain" in each) {
          actual.push(...drain(consumer, each.drain));
        } else {
          const record = { kind: each.kind, text: each.push };
          if (push(record)) expected.push(record);
          else dropped += 1;
        }
      }
      actual.push(...drain(consumer));
      expect(actual).toEqual(expected);
      expect(consumer.isEmpty()).toBe(true);
      expect(consumer.dropped()).toBe(dropped);
    }),
  );
});

test("a ring before waiting is not missed", () => {
  const { push, consumer } = makeQueue(2, 64);
  push({ kind: 0, text: "there already" });
  consumer.waitIdle(consumer.rings(), 60_000);
  expect(drain(consumer)).toHaveLength(1);
});
