import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { writeProtobuf } from "../../../otlp/testing/write-protobuf.ts";
import type { Scheduler } from "../../scheduler.ts";
import { createScheduler } from "../../scheduler.ts";
import { toDocuments } from "./otlp-documents.ts";

const SPANS = 400;
const START_NANO = 1_795_500_000_000_000_000n;

function spanIdOf(index: number): string {
  return (index + 1).toString(16).padStart(16, "0");
}

function makeJson(): Buffer {
  const spans = Array.from({ length: SPANS }, (_, index) => ({
    traceId: "6b00de3926be0b22a1d1c3e4f5061728",
    spanId: spanIdOf(index),
    name: "GET /",
    kind: index % 2 === 0 ? 2 : 3,
    startTimeUnixNano: String(START_NANO),
    endTimeUnixNano: String(START_NANO + 1_000_000n),
    attributes: [{ key: "text", value: { stringValue: "é".repeat(200) } }],
  }));
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "api" } }] };
  return Buffer.from(JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }));
}

function makeProtobuf(): Buffer {
  const toAttribute = (key: string, text: string) => [
    [1, key] as const,
    [2, { message: [[1, text] as const] }] as const,
  ];
  const spans = Array.from({ length: SPANS }, (_, index) => {
    const message = [
      [1, Buffer.from("6b00de3926be0b22a1d1c3e4f5061728", "hex")] as const,
      [2, Buffer.from(spanIdOf(index), "hex")] as const,
      [5, "GET /"] as const,
      [6, index % 2 === 0 ? 2 : 3] as const,
      [7, { fixed64: START_NANO }] as const,
      [8, { fixed64: START_NANO + 1_000_000n }] as const,
      [9, { message: toAttribute("text", "é".repeat(200)) }] as const,
    ];
    return [2, { message }] as const;
  });
  const resource = [[1, { message: toAttribute("service.name", "api") }] as const];
  const batch = [[1, { message: resource }] as const, [2, { message: spans }] as const];
  return Buffer.from(writeProtobuf([[1, { message: batch }]]));
}

/** Gives way at each step, however short it was. */
function createEagerScheduler(): Scheduler & { turns: number } {
  const scheduler = {
    turns: 0,
    isDue: () => true,
    async yield() {
      scheduler.turns += 1;
      await setImmediate();
    },
  };
  return scheduler;
}

/** What else the event loop does meanwhile. */
function countTurns(): { stop(): Promise<number> } {
  const stopped = new AbortController();
  let turns = 0;
  const counting = (async () => {
    while (!stopped.signal.aborted) {
      await setImmediate();
      turns += 1;
    }
  })();
  return {
    async stop() {
      stopped.abort();
      await counting;
      return turns;
    },
  };
}

describe("toDocuments", () => {
  it.each([
    ["protobuf", makeProtobuf()],
    ["json", makeJson()],
  ] as const)(
    "lets others have their turn between the spans of a batch in %s, both reading and converting",
    async (encoding, body) => {
      const scheduler = createEagerScheduler();
      const others = countTurns();
      const inSlices = await toDocuments(body, encoding, scheduler);
      const turnsOfOthers = await others.stop();

      expect(scheduler.turns).toBeGreaterThanOrEqual(2 * SPANS);
      expect(turnsOfOthers).toBeGreaterThanOrEqual(2 * SPANS);
      const atOnce = { isDue: () => false, yield: () => Promise.resolve() };
      expect(inSlices).toEqual(await toDocuments(body, encoding, atOnce));
      // A client span without a parent is a segment and a call.
      expect(inSlices.documents).toHaveLength(1.5 * SPANS);
      expect(inSlices.spanOf.size).toBe(SPANS / 2);
    },
  );

  it("refuses more spans than it would hold", async () => {
    const spans = Array.from({ length: 20_001 }, () => ({}));
    const body = Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
    const scheduler = createScheduler(new AbortController().signal);
    await expect(toDocuments(body, "json", scheduler)).rejects.toThrow("20001 spans, more than 20000");
  });
});
