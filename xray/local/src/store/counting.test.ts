import { expect, test } from "vitest";
import { ArrivalLog } from "./arrival-log.ts";
import { DropRegistry } from "./drop-registry.ts";
import { RejectionRegistry } from "./rejection-registry.ts";
import { ArrivalCounter } from "./write/arrival-counter.ts";
import type { ArrivalCounts } from "./write/writer-messages.ts";

function makeCounts(accepted: number, rejected: number, faults = 0): ArrivalCounts {
  const rejections = rejected === 0 ? [] : [{ reason: "ParseError", count: rejected, samples: [] }];
  return { accepted, faults, repeated: 0, rejections, drops: [] };
}

const sample = (atMs: number, document = "{") => ({ atMs, message: "Invalid segment.", document });

test("arrivals fall into the second in which they were told of, the running one last", () => {
  const log = new ArrivalLog();
  log.add(makeCounts(5, 0, 2), 1_000_000);
  log.add(makeCounts(1, 3), 1_001_500);
  log.add(makeCounts(2, 0), 1_001_999);
  const { perSecond, perTenSeconds, ...totals } = log.read(1_002_100);
  expect(totals).toEqual({
    received: 11,
    accepted: 8,
    rejected: 3,
    dropped: 0,
    repeated: 0,
    lastReceivedAtMs: 1_001_999,
  });
  expect(perSecond).toHaveLength(60);
  expect(perSecond.slice(-4)).toEqual([
    { received: 0, rejected: 0, dropped: 0, faults: 0 },
    { received: 5, rejected: 0, dropped: 0, faults: 2 },
    { received: 6, rejected: 3, dropped: 0, faults: 0 },
    { received: 0, rejected: 0, dropped: 0, faults: 0 },
  ]);
  expect(perTenSeconds).toHaveLength(90);
  expect(perTenSeconds.at(-1)).toEqual({ received: 11, rejected: 3, dropped: 0, faults: 2 });
});

test("what was dropped counts as received, beside what was rejected", () => {
  const log = new ArrivalLog();
  log.add({ ...makeCounts(5, 1), drops: [{ reason: "QueueFull", count: 7 }] }, 1_000_000);
  log.add({ ...makeCounts(0, 0), drops: [{ reason: "NotStored", count: 2, problem: "full" }] }, 1_000_000);
  const { perSecond, ...totals } = log.read(1_000_000);
  expect(totals).toMatchObject({ received: 15, accepted: 5, rejected: 1, dropped: 9 });
  expect(perSecond.at(-1)).toEqual({ received: 15, rejected: 1, dropped: 9, faults: 0 });
});

test("what came again is no arrival: neither the totals nor the last time say so", () => {
  const log = new ArrivalLog();
  log.add({ ...makeCounts(5, 0), repeated: 2 }, 1_000_000);
  log.add({ ...makeCounts(0, 0), repeated: 7 }, 1_005_000);
  const { perSecond, ...totals } = log.read(1_005_000);
  expect(totals).toMatchObject({ received: 5, accepted: 5, repeated: 9, lastReceivedAtMs: 1_000_000 });
  expect(perSecond.at(-1)).toEqual({ received: 0, rejected: 0, dropped: 0, faults: 0 });
});

test("what is older than a minute is in the totals alone", () => {
  const log = new ArrivalLog();
  log.add(makeCounts(5, 0), 1_000_000);
  expect(log.read(1_059_999).perSecond[0]).toEqual({ received: 5, rejected: 0, dropped: 0, faults: 0 });
  const later = log.read(1_060_000);
  expect(later.perSecond.every(({ received }) => received === 0)).toBe(true);
  expect(later.received).toBe(5);
  expect(later.perTenSeconds.at(-7)).toEqual({ received: 5, rejected: 0, dropped: 0, faults: 0 });
  expect(log.read(1_900_000).perTenSeconds.every(({ received }) => received === 0)).toBe(true);
});

test("before anything arrived there is no last arrival, and an empty counts is none", () => {
  const log = new ArrivalLog();
  log.add(makeCounts(0, 0), 1_000_000);
  expect(log.read(1_000_000)).not.toHaveProperty("lastReceivedAtMs");
});

test("a counts counts by reason, keeps the newest five samples, and starts over when it is taken", () => {
  const counts = new ArrivalCounter();
  counts.accept(false);
  counts.accept(true);
  for (let atMs = 1; atMs <= 7; atMs += 1) counts.reject("ParseError", sample(atMs, "x".repeat(3000)));
  counts.drop("QueueFull", 40);
  counts.drop("QueueFull", 2);
  counts.drop("NotStored", 0);
  const { accepted, faults, rejections, drops } = counts.take();
  expect({ accepted, faults }).toEqual({ accepted: 2, faults: 1 });
  expect(rejections.map(({ reason, count }) => [reason, count])).toEqual([["ParseError", 7]]);
  expect(drops).toEqual([{ reason: "QueueFull", count: 42 }]);
  expect(rejections[0]?.samples.map(({ atMs, document }) => [atMs, document.length])).toEqual(
    [3, 4, 5, 6, 7].map((atMs) => [atMs, 2000]),
  );
  expect(counts.take()).toEqual({ accepted: 0, faults: 0, repeated: 0, rejections: [], drops: [] });
});

test("accepted documents that cannot be stored after all count as dropped instead", () => {
  const counts = new ArrivalCounter();
  for (let count = 0; count < 10; count += 1) counts.accept(count < 4);
  counts.revoke("NotStored", 10, 4, "The disk is full.");
  counts.revoke("InternalFailure", 0, 0, "no reason");
  const drops = [{ reason: "NotStored", count: 10, problem: "The disk is full." }];
  expect(counts.take()).toEqual({ accepted: 0, faults: 0, repeated: 0, rejections: [], drops });
});

test("the registry counts by reason, the most frequent first, each with what to do", () => {
  const registry = new RejectionRegistry();
  registry.add([{ reason: "MissingName", count: 1, samples: [sample(5)] }], 10);
  registry.add([{ reason: "ParseError", count: 9, samples: [] }], 20);
  registry.add([{ reason: "MissingName", count: 2, samples: [sample(28), sample(29)] }], 30);
  const list = registry.list();
  expect(list.map(({ reason, count, lastAtMs }) => [reason, count, lastAtMs])).toEqual([
    ["ParseError", 9, 20],
    ["MissingName", 3, 29],
  ]);
  expect(list[1]?.samples.map(({ atMs }) => atMs)).toEqual([5, 28, 29]);
  expect(list.every(({ remedy }) => remedy.length > 20)).toBe(true);
});

test("drops are counted by reason, the most frequent first, each with its last problem and what to do", () => {
  const registry = new DropRegistry();
  registry.add([{ reason: "NotStored", count: 3, problem: "The disk is full." }], 10);
  registry.add([{ reason: "QueueFull", count: 9 }], 20);
  registry.add([{ reason: "NotStored", count: 1, problem: "The disk is gone." }], 30);
  const remedy = expect.stringMatching(/.{20}/);
  expect(registry.list()).toEqual([
    { reason: "QueueFull", count: 9, lastAtMs: 20, remedy },
    { reason: "NotStored", count: 4, lastAtMs: 30, remedy, problem: "The disk is gone." },
  ]);
});
