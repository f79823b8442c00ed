import { expect, test } from "vitest";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { toTimelineRows } from "../../timeline/timeline-rows.ts";
import { assembleTraceTree } from "../../trace-model/trace-tree.ts";
import { stripPieces } from "./strip.ts";
import { toTraceBrief } from "../trace-brief.ts";

const SQL = { sanitized_query: "SELECT 1" };
const query = (id: string, startMs: number, endMs: number) =>
  makeSub(id, startMs, endMs, { name: "db@host", namespace: "remote", sql: SQL });

const piecesOf = (...documents: SegmentDocument[]) =>
  stripPieces(toTimelineRows(assembleTraceTree(documents))).map(
    ({ lane, kind, outcome, startMs, endMs }) =>
      `${lane} ${kind} ${outcome} ${Math.round(startMs)}–${Math.round(endMs)}`,
  );

test("what delegates lies below what works, and steps of one look are one piece", () => {
  const subsegments = [query("q1", 20, 40), query("q2", 40, 60)];
  expect(piecesOf(makeSegment("api", 0, 61, { subsegments }))).toEqual([
    "1 gap ok 0–20",
    "1 pale ok 20–60",
    "2 solid ok 20–60",
    "1 solid ok 60–61",
  ]);
});

test("a wait is hollow, and only the step where a fault began has its hue", () => {
  const subsegments = [
    makeSub("w", 0, 50, { name: "wait for a connection", annotations: { wait: true } }),
    { ...query("q", 50, 100), fault: true },
  ];
  expect(piecesOf(makeSegment("api", 0, 100, { fault: true, subsegments }))).toEqual([
    "1 pale ok 0–100",
    "2 hollow ok 0–50",
    "2 solid fault 50–100",
  ]);
});

test("shows where it failed also in a service that failed by itself: in its own work, not in what it called", () => {
  const failing = (endMs: number) =>
    piecesOf(makeSegment("api", 0, endMs, { fault: true, subsegments: [query("q", 0, 60)] }));
  expect(failing(61)).toEqual(["1 pale ok 0–60", "2 solid ok 0–60", "1 solid fault 60–61"]);
  expect(failing(60)).toEqual(["1 pale fault 0–60", "2 solid ok 0–60"]);
});

test("a thousand queries are a handful of pieces", () => {
  const subsegments = Array.from({ length: 1000 }, (_, index) => query(`q${index}`, index, index + 1));
  expect(piecesOf(makeSegment("api", 0, 1000, { subsegments }))).toHaveLength(2);
});

test("a brief tells the strip and most of it; of documents that cannot be read it tells nothing", () => {
  const segment = makeSegment("api", 0, 10, { subsegments: [query("q", 1, 10)] });
  const trace = { Id: "1-a", Duration: 1, LimitExceeded: false };
  expect(
    toTraceBrief({ ...trace, Segments: [{ Id: "api", Document: JSON.stringify(segment) }] }),
  ).toMatchObject({
    mostOfIt: { words: "query" },
  });
  expect(toTraceBrief({ ...trace, Segments: [{ Id: "x", Document: "not json" }] })).toMatchObject({
    strip: [],
  });
});

test("a brief names a trace whose segment never arrived by its longest step", () => {
  const step = (id: string, name: string, endMs: number) =>
    makeSegment(id, 0, endMs, { name, type: "subsegment", parent_id: "00000000000000ff" });
  const briefOf = (...documents: SegmentDocument[]) =>
    toTraceBrief({
      Id: "1-a",
      Duration: 1,
      LimitExceeded: false,
      Segments: documents.map((document) => ({ Id: document.id, Document: JSON.stringify(document) })),
    }).stepAlone;
  expect(briefOf(step("a", "send receipt", 10), step("b", "charge card", 90))).toBe("charge card");
  expect(briefOf(makeSegment("api", 0, 10), step("b", "charge card", 90))).toBeUndefined();
});
