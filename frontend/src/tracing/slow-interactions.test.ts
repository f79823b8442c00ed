import { array, assert, nat, property, record } from "fast-check";
import { expect, it } from "vitest";
import { createSlowInteractions } from "./slow-interactions.ts";
import type { Interaction } from "./slow-interactions.ts";

function keep(interactions: readonly Interaction[]) {
  const kept = createSlowInteractions();
  for (const each of interactions) kept.add(each);
  return kept;
}

it("knows none before the first", () => {
  expect(createSlowInteractions().slowestSince(0)).toBeUndefined();
});

it.each([
  ["all", 0, 40],
  ["what began at that very moment", 10, 40],
  ["those since the first", 11, 24],
  ["the last", 30, 24],
  ["none", 31, undefined],
])("tells the slowest of %s", (_which, sinceMs, slowest) => {
  const kept = keep([
    { startTime: 10, duration: 40 },
    { startTime: 20, duration: 16 },
    { startTime: 30, duration: 24 },
  ]);
  expect(kept.slowestSince(sinceMs)).toBe(slowest);
});

it("tells what a list of all of them would, in whatever order a browser tells of them", () => {
  const interaction = record({ startTime: nat(50), duration: nat(20) });
  assert(
    property(array(interaction, { maxLength: 40 }), nat(50), (interactions, sinceMs) => {
      const since = interactions.filter(({ startTime }) => startTime >= sinceMs);
      const slowest = since.length > 0 ? Math.max(...since.map(({ duration }) => duration)) : undefined;
      expect(keep(interactions).slowestSince(sinceMs)).toBe(slowest);
    }),
  );
});

it("stays short for the life of a page, even if each were quicker than the one before", () => {
  const kept = keep(
    Array.from({ length: 10_000 }, (_, index) => ({ startTime: index, duration: 20_000 - index })),
  );
  expect(kept.slowestSince(0)).toBe(10_100);
});
