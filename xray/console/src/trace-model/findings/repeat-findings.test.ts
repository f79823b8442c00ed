import { describe, expect, test } from "vitest";
import type { Subsegment } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { assembleTraceTree } from "../trace-tree.ts";
import { findingText } from "./finding.ts";
import { findRepeats } from "./repeat-findings.ts";

type Extra = Parameters<typeof makeSub>[3];

const find = (subsegments: readonly Subsegment[], responseMs = 1000) =>
  findRepeats(assembleTraceTree([makeSegment("api", 0, responseMs, { subsegments: [...subsegments] })]));
const say = (...asked: Parameters<typeof find>) =>
  find(...asked).map((finding) => findingText(finding).replaceAll("\u00a0", " "));

/** So many alike of 5 ms each, 10 ms apart. */
const times = (count: number, extra: Extra, fromMs = 0) =>
  Array.from({ length: count }, (_, index) => {
    const at = fromMs + index * 10;
    return makeSub(`s${at}`, at, at + 5, { name: "db", ...extra });
  });
const sql = (sanitized_query: string): Extra => ({ sql: { sanitized_query } });

describe("a repeated call", () => {
  const get: Extra = { namespace: "remote", http: { request: { method: "GET", url: "http://u/a" } } };
  const read: Extra = { name: "DynamoDB", namespace: "aws", aws: { operation: "GetItem", table_name: "t" } };

  test.each<[string, number, Extra, string[]]>([
    [
      "a statement",
      5,
      sql("select a from b where c = $1 and d = $2"),
      ["The same select ran 5 times in a row, 25 ms together."],
    ],
    ["a statement four times", 4, sql("select a from b"), []],
    ["a change", 6, sql("UPDATE b SET c = 1"), ["The same update ran 6 times in a row, 30 ms together."]],
    [
      "a change by one key, for which there is no advice",
      5,
      sql("delete from b where c = $1"),
      ["The same delete ran 5 times in a row, 25 ms together."],
    ],
    [
      "a select by one key",
      5,
      sql("select a from b where c = $1"),
      ["The same select ran 5 times in a row, 25 ms together. One query with = ANY($1) would do."],
    ],
    [
      "a select by the tenth parameter",
      5,
      sql("select a from b where c = $10"),
      ["The same select ran 5 times in a row, 25 ms together."],
    ],
    [
      "a select by a comparison",
      5,
      sql("select a from b where c > $1"),
      ["The same select ran 5 times in a row, 25 ms together."],
    ],
    ["the control of transactions", 9, sql("commit"), []],
    ["a call of a service", 5, get, ["db was called 5 times with GET in a row, 25 ms together."]],
    ["an operation of AWS", 5, read, ["DynamoDB was called 5 times with GetItem in a row, 25 ms together."]],
    [
      "a call of which nothing is known",
      5,
      { namespace: "remote" },
      ["db was called 5 times in a row, 25 ms together."],
    ],
    ["a call that failed, which is another finding", 5, { ...get, fault: true }, []],
    ["local work", 9, {}, []],
    ["a wait", 9, { ...sql("select 1"), annotations: { wait: true } }, []],
  ])("%s, %i times", (_what, count, extra, sentences) => {
    expect(say(times(count, extra))).toEqual(sentences);
  });

  test("is not in a row where something ran in between", () => {
    const steps = [
      ...times(3, sql("select a from b")),
      makeSub("x", 26, 28),
      ...times(2, sql("select a from b"), 30),
    ];
    expect(say(steps)).toEqual(["The same select ran 5 times, 25 ms together."]);
  });

  test("leads to the first, and that which took most comes first", () => {
    const steps = [...times(5, sql("select a from b")), ...times(7, sql("select x from y"), 100)];
    expect(find(steps).map(({ kind, rowId, atMs }) => `${kind} ${rowId} ${atMs}`)).toEqual([
      "repeat s100 100",
      "repeat s0 0",
    ]);
  });

  test("three times is one only where an earlier statement gave three rows", () => {
    const list = (rows: number, at = 0) =>
      makeSub("list", at, at + 5, {
        name: "db",
        sql: { sanitized_query: "select id from l" },
        annotations: { rows },
      });
    const each = times(3, sql("select a from b where c = $1 or d = $2"), 10);
    expect(say([list(3), ...each])).toEqual([
      "The same select ran 3 times in a row, once for each row of select l, 15 ms together.",
    ]);
    expect(say([list(2), ...each])).toEqual([]);
    expect(say([list(3, 50), ...each])).toEqual([]);
  });
});

describe("among alike calls", () => {
  const spans = (...lengthsMs: number[]) =>
    lengthsMs.map((lengthMs, index) =>
      makeSub(`s${index}`, index * 100, index * 100 + lengthMs, {
        name: "db",
        ...sql("select a from b where c > $1"),
      }),
    );

  test.each<[string, number[], number, string]>([
    [
      "one that took most of it is told alone",
      [4, 4, 90, 4, 4],
      600,
      "The 3rd of 5 alike took 90 ms, its siblings 4.0 ms: select b.",
    ],
    [
      "two that took most of it are told alone",
      [4, 80, 90, 4, 4, 4],
      600,
      "2 of 6 alike took up to 90 ms, their siblings 4.0 ms: select b.",
    ],
    [
      "one that hardly matters is told with the others",
      [4, 4, 90, 4, 4],
      5000,
      "The same select ran 5 times in a row, 106 ms together. The 3rd took 90 ms, its siblings 4.0 ms.",
    ],
    [
      "two that hardly matter are told with the others",
      [4, 80, 90, 4, 4, 4],
      5000,
      "The same select ran 6 times in a row, 186 ms together. The 3rd and 1 more took up to 90 ms, their siblings 4.0 ms.",
    ],
  ])("%s", (_what, lengthsMs, responseMs, sentence) => {
    expect(say(spans(...lengthsMs), responseMs)).toEqual([sentence]);
  });
});

describe("many statements of which no two are alike", () => {
  const different = (count: number, lengthMs: number) =>
    Array.from({ length: count }, (_, index) =>
      makeSub(
        `q${index}`,
        index * 20,
        index * 20 + lengthMs,
        sql(`select a from t${String.fromCodePoint(97 + index)}`),
      ),
    );

  test.each<[string, number, number, string[]]>([
    [
      "are a finding from 20 on",
      20,
      10,
      ["api sent 20 statements, 200 ms together, 20 % of the response; none took over 10 ms."],
    ],
    ["are none when they are 19", 19, 12, []],
    ["are none when they took little", 20, 9, []],
  ])("%s", (_what, count, lengthMs, sentences) => {
    expect(say(different(count, lengthMs))).toEqual(sentences);
  });
});
