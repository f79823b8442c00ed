import { describe, expect, test } from "vitest";
import { criticalPath } from "./critical-path.ts";
import { findingText } from "./finding.ts";
import { findFindings } from "./findings.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { SENDERS } from "../testing/make-traces.ts";
import { assembleTraceTree } from "./trace-tree.ts";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";

/** Sentences with plain spaces. */
function say(documents: readonly SegmentDocument[]): string[] {
  const tree = assembleTraceTree(documents);
  return findFindings(tree, criticalPath(tree)).map((finding) =>
    findingText(finding).replaceAll("\u00a0", " "),
  );
}

describe("findFindings", () => {
  test.each<[keyof typeof SENDERS, string[]]>([
    [
      "backend",
      [
        "link-preview.local answered 503 after 20 ms. backend-flask handled it: the response is 200.",
        "40 % of the response went by waiting for a database connection: 40 ms.",
        "Nothing was recorded for 15 ms, 15 % of the response, the longest 10 ms in backend-flask.",
      ],
    ],
    [
      "nodeErrorPassedOn",
      [
        "deadlock detected in update activities. root answered 500 because of it.",
        "Nothing was recorded for 8.0 ms, 16 % of the response, the longest 2.0 ms in root.",
      ],
    ],
    [
      "pythonCauseId",
      [
        "no such table in dynamodb. app failed because of it.",
        "Nothing was recorded for 11 ms, 55 % of the response, the longest 8.0 ms in app.",
      ],
    ],
    ["oneSegmentAlone", []],
    ["sqsLink", []],
    ["lambda", ["invocation took 128 ms, 64 % of the response."]],
    ["inProgress", []],
    [
      "asynchronous",
      ["Nothing was recorded for 15 ms, 75 % of the response, the longest 10 ms in producer."],
    ],
  ])("says of %s only what its documents prove", (sender, sentences) => {
    expect(say(SENDERS[sender])).toEqual(sentences);
  });

  test("tells what the pool was doing while a request waited for it", () => {
    const wait = makeSub("wait", 0, 214, {
      name: "wait for a connection",
      annotations: { wait: true, pool_size: 2, ahead: 7 },
    });
    expect(say([makeSegment("root", 0, 486, { subsegments: [wait, makeSub("rest", 214, 300)] })])[0]).toBe(
      "44 % of the response went by waiting for a database connection: 214 ms. " +
        "The pool holds 2, both were out, 7 requests were ahead.",
    );
  });

  test("counts the same statement in one step, and advises only where the text allows it", () => {
    const queries = (query: string, count: number) =>
      Array.from({ length: count }, (_, index) =>
        makeSub(`q${index}`, index * 5, index * 5 + 5, { name: "db", sql: { sanitized_query: query } }),
      );
    const run = (query: string, count: number) =>
      say([makeSegment("r", 0, 30, { subsegments: queries(query, count) })]);
    expect(run("select * from replies where uuid = $1", 6)).toEqual([
      "The same select ran 6 times in a row, 30 ms together. One query with = ANY($1) would do.",
    ]);
    expect(run("select * from a where x = $1 and y = $2", 6)).toEqual([
      "The same select ran 6 times in a row, 30 ms together.",
    ]);
    expect(run("begin", 6)).toEqual([]);
    expect(run("select * from replies where uuid = $1", 4).join()).not.toContain("same");
  });

  test("says once that one call failed five times", () => {
    const failing = Array.from({ length: 5 }, (_, index) =>
      makeSub(`f${index}`, index * 2, index * 2 + 2, {
        name: "api.local",
        namespace: "remote",
        throttle: true,
        error: true,
        http: { response: { status: 429 } },
      }),
    );
    expect(say([makeSegment("r", 0, 10, { subsegments: failing })])[0]).toBe(
      "api.local answered 429 5 times, first after 2.0 ms. r handled it.",
    );
  });

  test("names one heavy step that nothing else is said about", () => {
    const subsegments = [makeSub("render", 0, 40), makeSub("other", 40, 100)];
    expect(say([makeSegment("r", 0, 100, { subsegments })])).toEqual([
      "other took 60 ms, 60 % of the response.",
    ]);
  });

  test("says at most four things", () => {
    const subsegments = Array.from({ length: 9 }, (_, index) =>
      makeSub(`host-${index}`, index, index + 1, { fault: true, namespace: "remote" }),
    );
    expect(say([makeSegment("r", 0, 100, { subsegments })])).toHaveLength(4);
  });
});
