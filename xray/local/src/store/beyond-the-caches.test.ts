import { expect, test, vi } from "vitest";
import { makeDocument, makeTraceId } from "./testing/make-document.ts";
import { ALL_TIME, makeStore } from "./testing/make-test-store.ts";

vi.setConfig({ testTimeout: 60_000 });

const ROUNDS = 160;
/** Some 0.4 MB a round, so that a trace's first segments have long left every cache when its last one comes. */
const NEW_TRACES = 8;
const METADATA = { default: { text: "x".repeat(50_000) } };
/** How many rounds ago a trace began when its second and its third segment come: one from a cache, one from the disk. */
const LATER = [1, 100];

function traceNumber(round: number, at: number): number {
  return round * NEW_TRACES + at + 1;
}

function makeRound(round: number): string[] {
  const documents: string[] = [];
  for (let at = 0; at < NEW_TRACES; at += 1) {
    documents.push(makeDocument(traceNumber(round, at), { metadata: METADATA, annotations: { round } }));
    for (const [nth, ago] of LATER.entries()) {
      if (round < ago) continue;
      const number = traceNumber(round - ago, at);
      const id = (number + (nth + 1) * 1_000_000).toString(16).padStart(16, "0");
      documents.push(makeDocument(number, { id, name: `later-${ago}`, fault: true }));
    }
  }
  return documents;
}

test("traces stay whole whatever their segments have pushed out of memory", async () => {
  const store = await makeStore();
  let sent = 0;
  let read = 0;
  store.subscribe((changed) => {
    for (const { services } of changed) read += services.length;
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const documents = makeRound(round);
    sent += documents.length;
    await expect(store.put(documents)).resolves.toEqual([]);
    // Pages through what is there, as a console does, so that chunks come and go in the reader's caches too.
    if (round % 40 === 0)
      for (const { http, faultRootCauses } of store.scan(ALL_TIME)) void [http, faultRootCauses];
  }

  expect(store.arrivals()).toMatchObject({ accepted: sent, rejected: 0 });
  expect(read).toBeGreaterThanOrEqual(sent);
  for (let round = 0; round < ROUNDS; round += 1) {
    const expected = 1 + LATER.filter((ago) => round + ago < ROUNDS).length;
    for (let at = 0; at < NEW_TRACES; at += 1) {
      const id = makeTraceId(traceNumber(round, at));
      expect(store.documents(id)).toHaveLength(expected);
      const facts = store.facts(id);
      expect(facts?.revision).toBe(expected);
      expect(facts?.annotations).toMatchObject([{ key: "round", value: round }]);
    }
  }
});
