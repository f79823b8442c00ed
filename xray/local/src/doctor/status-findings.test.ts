import { describe, expect, it } from "vitest";
import type { ServerStatus } from "../console-wire/server-status.ts";
import { diskFinding } from "./disk-findings.ts";
import { toFindingLines } from "./finding.ts";
import { compatibilityFindings, statusFindings } from "./status-findings.ts";

const NOW_MS = 1_795_500_000_000;

function makeStatus(change: Partial<ServerStatus> = {}): ServerStatus {
  return {
    version: "1.0.0",
    nowMs: NOW_MS,
    startedAtMs: NOW_MS - 600_000,
    reach: { daemon: "127.0.0.1:2000" },
    listeners: { daemonUdp: "127.0.0.1:2000", daemonTcp: "127.0.0.1:2000", api: "127.0.0.1:2001" },
    arrivals: makeArrivals({ received: 3, accepted: 3, lastReceivedAtMs: NOW_MS - 1_000 }),
    rejections: [],
    drops: [],
    store: { path: "/x/traces.sqlite", traces: 3, segments: 3, bytes: 1e6, capBytes: 1e9, retentionSec: 60 },
    clients: [],
    defaultRule: { fixedRate: 1, reservoirSize: 1 },
    ...change,
  };
}

function makeArrivals(change: Partial<ServerStatus["arrivals"]>): ServerStatus["arrivals"] {
  return {
    received: 0,
    accepted: 0,
    rejected: 0,
    dropped: 0,
    perSecond: [],
    perTenSeconds: [],
    repeated: 0,
    receiveBufferBytes: 1,
    ...change,
  };
}

const rejection = { reason: "InvalidName", count: 2, remedy: "Rename it.", samples: [] };

describe("what a server tells", () => {
  it("is all right while traces arrive", () => {
    expect(statusFindings(makeStatus(), NOW_MS).map(({ level }) => level)).toEqual(["ok", "ok", "ok"]);
  });

  it.each<[string, Partial<ServerStatus>, "wrong" | "note", RegExp]>([
    ["a clock that is ahead", { nowMs: NOW_MS + 60_000 }, "wrong", /60\.0 s ahead of this one/],
    ["a clock that is behind", { nowMs: NOW_MS - 60_000 }, "wrong", /60\.0 s behind this one/],
    ["nothing that arrived", { arrivals: makeArrivals({}) }, "note", /Nothing since the start 10 min ago/],
    [
      "datagrams that the kernel dropped",
      { arrivals: makeArrivals({ kernelDrops: 7, lastReceivedAtMs: NOW_MS }) },
      "wrong",
      /dropped 7 datagrams/,
    ],
    ["a rejection", { rejections: [{ ...rejection, lastAtMs: NOW_MS }] }, "wrong", /2 × InvalidName/],
    [
      "an old rejection",
      { rejections: [{ ...rejection, lastAtMs: NOW_MS - 3_600_000 }] },
      "note",
      /None lately/,
    ],
    [
      "a rule that leaves out",
      { defaultRule: { fixedRate: 0.05, reservoirSize: 1 } },
      "note",
      /1 a second and 5 %/,
    ],
    [
      "what could not be sent on",
      { forwarding: { target: "t", sent: 1, failed: 2, dropped: 0, waiting: 0 } },
      "wrong",
      /2 failed/,
    ],
    [
      "what a full disk cost",
      {
        drops: [
          { reason: "NotStored", count: 9, lastAtMs: NOW_MS, remedy: "Make room.", problem: "It is full." },
        ],
      },
      "wrong",
      /9 × NotStored\. It is full\./,
    ],
    ["damage", { store: { ...makeStatus().store, damagedChunks: 1 } }, "wrong", /cannot be read/],
  ])("names %s, with what to do", (_what, change, level, text) => {
    const findings = statusFindings(makeStatus(change), NOW_MS).filter((each) => each.level !== "ok");
    expect(findings).toEqual([
      { level, subject: expect.any(String), text: expect.stringMatching(text), remedy: expect.any(String) },
    ]);
  });

  it("says what AWS would not take so, with an example", () => {
    const problem = {
      kind: "ParentMissing" as const,
      count: 2,
      traces: 1,
      remedy: "Send it.",
      examples: [{ traceId: "1-2-3", where: "api" }],
    };
    expect(compatibilityFindings({ scanned: 4, more: false, problems: [problem] })).toEqual([
      {
        level: "note",
        subject: "On AWS",
        text: "2 × ParentMissing, for example api: 1-2-3.",
        remedy: "Send it.",
      },
    ]);
    expect(compatibilityFindings({ scanned: 4, more: false, problems: [] })[0]?.level).toBe("ok");
  });
});

describe("the disk", () => {
  const disk = { directory: "/x", freeBytes: 50e9, isWritable: true };
  it.each([
    ["ok", disk, 1e9],
    ["note", { ...disk, freeBytes: 500e6 }, 1e9],
    ["wrong", { ...disk, freeBytes: 50e6 }, 1e9],
    ["wrong", { ...disk, isWritable: false }, 1e9],
  ] as const)("is %s with %j", (level, facts, capBytes) => {
    expect(diskFinding(facts, { ...makeStatus().store, capBytes }).level).toBe(level);
  });
});

it("findings are lines with their remedies below them, and a verdict", () => {
  expect(
    toFindingLines([
      { level: "ok", subject: "X-Ray", text: "It answers." },
      { level: "wrong", subject: "Clock", text: "It is off.", remedy: "Set it." },
    ]),
  ).toEqual([
    "ok     X-Ray  It answers.",
    "WRONG  Clock  It is off.",
    "              → Set it.",
    "",
    "1 wrong: begin with the first.",
  ]);
  expect(toFindingLines([]).at(-1)).toBe("Nothing is wrong.");
});
