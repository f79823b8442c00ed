import { expect, test } from "vitest";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import { problemSentence, verdictOf } from "./verdict.ts";

const NOW_MS = Date.UTC(2026, 10, 24, 14, 40);

function makeStatus(
  arrivals: Partial<ServerStatus["arrivals"]> = {},
  reasons: readonly string[] = [],
  traces = 0,
): ServerStatus {
  return {
    version: "1",
    nowMs: NOW_MS,
    startedAtMs: NOW_MS - 3_600_000,
    reach: { daemon: "127.0.0.1:2000" },
    listeners: { daemonUdp: "", daemonTcp: "", api: "" },
    arrivals: {
      received: 0,
      accepted: 0,
      rejected: 0,
      dropped: 0,
      perSecond: [],
      perTenSeconds: [],
      repeated: 0,
      receiveBufferBytes: 0,
      ...arrivals,
    },
    rejections: reasons.map((reason) => ({ reason, count: 1, lastAtMs: NOW_MS, remedy: "", samples: [] })),
    drops: [],
    store: { path: "", traces, segments: 0, bytes: 0, capBytes: 1, retentionSec: 1 },
    clients: [],
    defaultRule: { fixedRate: 1, reservoirSize: 1 },
  };
}

const lastReceivedAtMs = NOW_MS - 1000;

test.each([
  ["nothing ever", makeStatus(), "Everything listens. Nothing has arrived yet."],
  ["nothing since the start", makeStatus({}, [], 9), "Everything listens."],
  ["all stored", makeStatus({ received: 5, lastReceivedAtMs }), "Traces arrive. Nothing is lost."],
  ["quiet", makeStatus({ received: 5, lastReceivedAtMs: NOW_MS - 61_000 }), "It is quiet. Nothing was lost."],
  [
    "one reason",
    makeStatus({ received: 5, lastReceivedAtMs }, ["a"]),
    "Traces arrive. One thing loses some of them.",
  ],
  [
    "one reason, and quiet",
    makeStatus({ received: 5, lastReceivedAtMs: NOW_MS - 61_000 }, ["a"]),
    "It is quiet. One thing lost some of what came.",
  ],
  [
    "two reasons",
    makeStatus({ received: 5, lastReceivedAtMs }, ["a", "b"]),
    "Traces arrive. Two things lose some of them.",
  ],
  [
    "the kernel drops too",
    makeStatus({ received: 5, lastReceivedAtMs, kernelDrops: 3 }, ["a"]),
    "Traces arrive. Two things lose some of them.",
  ],
])("%s", (_case, status, sentence) => expect(verdictOf(status).sentence).toBe(sentence));

test("the figure stands behind the sentence", () => {
  const status = makeStatus({ received: 41_392, rejected: 12, lastReceivedAtMs }, ["a", "b"]);
  expect(verdictOf(status).detail).toBe("12 of 41,392 segments were rejected since 13:40:00.");
});

test("what the kernel dropped is told, also when nothing else arrived", () => {
  expect(verdictOf(makeStatus({ received: 0, kernelDrops: 3 }, []))).toEqual({
    sentence: "Traces arrive. One thing loses some of them.",
    detail: "The kernel dropped 3 datagrams since 13:40:00.",
  });
  const both = makeStatus({ received: 9, rejected: 1, lastReceivedAtMs, kernelDrops: 1 }, ["a"]);
  expect(verdictOf(both).detail).toBe(
    "1 of 9 segments was rejected, and the kernel dropped 1 datagram since 13:40:00.",
  );
});

test("what was dropped, and what of the store cannot be read, is told beside what was rejected", () => {
  const arrived = makeStatus({ received: 40, rejected: 2, dropped: 7, lastReceivedAtMs }, ["a"]);
  const drop = { reason: "QueueFull", count: 7, lastAtMs: NOW_MS, remedy: "" } as const;
  const lossy = { ...arrived, drops: [drop], store: { ...arrived.store, damagedChunks: 1 } };
  expect(verdictOf(lossy)).toEqual({
    sentence: "Traces arrive. Three things lose some of them.",
    detail:
      "2 of 40 segments were rejected, 7 were dropped, and 1 part of the store cannot be read since 13:40:00.",
  });
  const dropped = { ...makeStatus({ received: 7, dropped: 7, lastReceivedAtMs }), drops: [drop] };
  expect(verdictOf(dropped).detail).toBe("7 of 7 segments were dropped since 13:40:00.");
});

test("that nothing can be stored comes before all else", () => {
  const status = makeStatus({ received: 5, lastReceivedAtMs });
  const problem = "The disk of the data folder is full. Make room on it.";
  expect(verdictOf({ ...status, store: { ...status.store, problem } })).toEqual({
    sentence: "What arrives cannot be stored.",
    detail: problem,
  });
});

test("what is not compatible with AWS is counted by its kinds", () => {
  const problem = { kind: "NoNamespace", count: 31, traces: 9, remedy: "", examples: [] } as const;
  expect(problemSentence({ scanned: 9, more: false, problems: [problem] })).toBe(
    "1 thing is not compatible with AWS.",
  );
  expect(problemSentence({ scanned: 9, more: false, problems: [] })).toBe("");
  expect(problemSentence(undefined)).toBe("");
});
