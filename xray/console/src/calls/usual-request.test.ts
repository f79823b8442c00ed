import { describe, expect, test } from "vitest";
import type { SegmentDocument, Subsegment } from "xray-local/protocol/segment-document.ts";
import { makeCallRow, makeFigures, makeGroup } from "../testing/make-calls.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";
import type { CallKind } from "./call-rows.ts";
import { findUsualRequest } from "./usual-request.ts";

const STOCK = "SELECT qty FROM stock WHERE sku = $1";

const PG = "inventory@pg|Database::SQL";

const rowOf = (kind: CallKind, text: string, target = PG, caller = "checkout") =>
  makeCallRow(kind, makeGroup([caller, target, text], makeFigures(1)));

function query(id: string, startMs: number, endMs: number, sql = STOCK): Subsegment {
  return makeSub(id, startMs, endMs, {
    name: "inventory@pg",
    namespace: "remote",
    sql: { sanitized_query: sql, database_type: "PostgreSQL" },
  });
}

const usual = (documents: readonly SegmentDocument[], row = rowOf("sql", STOCK)) =>
  findUsualRequest(assembleTraceTree(documents), row);
const checkout = (...subsegments: readonly Subsegment[]) =>
  makeSegment("checkout", 0, 100, { subsegments: [...subsegments] });

describe("a usual request", () => {
  test("has the calls of the row alone, in order of start, from the start of their request on", () => {
    const request = makeSegment("checkout", 50, 150, {
      subsegments: [
        makeSub("load", 60, 120, { subsegments: [query("b", 90, 100), query("a", 70, 85)] }),
        query("other", 121, 130, "SELECT 1"),
      ],
    });
    const before = makeSegment("gateway", 0, 200, {
      subsegments: [makeSub("call", 40, 160, { namespace: "remote" })],
    });
    const called = { ...request, parent_id: "call" };
    expect(usual([before, called])).toEqual({
      lengthMs: 100,
      calls: [
        { startMs: 20, endMs: 35 },
        { startMs: 40, endMs: 50 },
      ],
      spanMs: 30,
      isInARow: true,
    });
  });

  test.each([
    ["one after another", [10, 20], [20, 30], true],
    ["apart", [10, 20], [25, 30], true],
    // Clocks of a millisecond may let two touch.
    ["over each other by a millisecond", [10, 20], [19, 30], true],
    ["over each other by two", [10, 20], [18, 30], false],
    ["at a time", [10, 30], [10, 30], false],
  ] as const)("whose calls are %s is told as such", (_, [a, b], [c, d], isInARow) => {
    expect(usual([checkout(query("first", a, b), query("second", c, d))])?.isInARow).toBe(isInARow);
  });

  test("of several is the one with most calls", () => {
    const few = checkout(query("a", 5, 10));
    const many = makeSegment("again", 100, 160, {
      name: "checkout",
      subsegments: [query("b", 105, 110), query("c", 115, 120)],
    });
    expect(usual([few, many])).toMatchObject({ lengthMs: 60, spanMs: 15, calls: { length: 2 } });
  });

  test("is as long as its calls where one goes on after the answer", () => {
    expect(usual([checkout(query("late", 90, 140))])).toMatchObject({ lengthMs: 140, spanMs: 50 });
  });

  test("spans to the call that ends last, which need not be the one that starts last", () => {
    const request = usual([checkout(query("long", 10, 90), query("short", 20, 30))]);
    expect(request).toMatchObject({ spanMs: 80, isInARow: false });
  });

  test.each<[string, SegmentDocument[], caller: string]>([
    ["there is none of the statement", [checkout(query("a", 5, 10, "SELECT 1"))], "checkout"],
    ["another service made it", [checkout(query("a", 5, 10))], "cart"],
    ["a step of the same name calls nothing", [checkout(makeSub(STOCK, 5, 10))], "checkout"],
    ["nothing of the trace is kept", [], "checkout"],
  ])("is not found where %s", (_, documents, caller) => {
    expect(usual(documents, rowOf("sql", STOCK, PG, caller))).toBeUndefined();
  });

  const get = (id: string, startMs: number, table: string) =>
    makeSub(id, startMs, startMs + 5, {
      name: "DynamoDB",
      namespace: "aws",
      aws: { operation: "GetItem", table_name: table },
    });
  const pay = makeSub("pay", 40, 45, {
    name: "api.test",
    namespace: "remote",
    http: { request: { method: "POST", url: "https://api.test/pay/42" } },
  });
  // Its text is that of the operation, but it is no call of AWS.
  const likeAws = makeSub("like", 50, 55, { name: "GetItem", namespace: "remote" });
  const elsewhere = { ...query("replica", 60, 65), name: "replica@pg" };

  test.each<[CallKind, text: string, target: string, startsMs: number[] | undefined]>([
    ["aws", "GetItem", "products|AWS::DynamoDB::Table", [10, 20]],
    ["aws", "GetItem", "carts|AWS::DynamoDB::Table", [30]],
    ["remote", "GetItem", "GetItem|remote", [50]],
    ["remote", "POST api.test/pay/:id", "api.test|remote", [40]],
    ["remote", "POST api.test/pay/:id", "other.test|remote", undefined],
    ["aws", "POST api.test/pay/:id", "api.test|remote", undefined],
    ["sql", STOCK, PG, [70]],
    ["sql", STOCK, "replica@pg|Database::SQL", [60]],
    ["remote", STOCK, PG, undefined],
  ])("of calls of %s has only those of %s to %s", (kind, text, target, startsMs) => {
    const gets = [get("a", 10, "products"), get("b", 20, "products"), get("c", 30, "carts")];
    const document = checkout(...gets, pay, likeAws, elsewhere, query("q", 70, 80));
    const request = usual([document], rowOf(kind, text, target));
    expect(request?.calls.map(({ startMs }) => startMs)).toEqual(startsMs);
  });

  test("has a call of a service that sent a segment of its own", () => {
    const called = makeSegment("payment", 42, 44, { parent_id: "pay" });
    const row = rowOf("remote", "POST api.test/pay/:id", "payment");
    expect(usual([checkout(pay), called], row)?.calls).toEqual([{ startMs: 40, endMs: 45 }]);
  });
});
