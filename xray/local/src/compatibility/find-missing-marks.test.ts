import { describe, expect, it, test } from "vitest";
import { makeIndependent, makeSegment, makeSubsegment } from "../trace/testing/make-documents.ts";
import { findProblems } from "./find-problems.ts";

const LATER_SEC = 1000;

function problemsOf(...documents: readonly object[]): string[] {
  const texts = documents.map((document) => JSON.stringify(document));
  return findProblems(texts, LATER_SEC).map(({ kind, where }) => `${kind}: ${where}`);
}

const url = { request: { method: "GET", url: "http://127.0.0.1:9/none" } };
const cause = { exceptions: [{ id: "ae614956996fab03", type: "ClientConnectorError" }] };

describe("a failure that no flag tells", () => {
  const answered = (status: number) => ({ http: { response: { status } } });

  it.each([400, 404, 429, 500, 503])("is a status of %i", (status) => {
    const call = makeSubsegment("stock", { namespace: "remote", ...answered(status) });
    expect(problemsOf(makeSegment("shop", answered(status)))).toEqual([
      `NotFlagged: shop answered ${status}`,
    ]);
    expect(problemsOf(makeSegment("shop", { subsegments: [call] }))).toEqual([
      `NotFlagged: stock in shop answered ${status}`,
    ]);
  });

  it.each([200, 204, 302, 399])("is no status of %i", (status) => {
    expect(problemsOf(makeSegment("shop", answered(status)))).toEqual([]);
  });

  it.each(["error", "fault", "throttle"])("is none with the flag %s", (flag) => {
    expect(problemsOf(makeSegment("shop", { ...answered(429), cause, [flag]: true }))).toEqual([]);
  });

  it("is an exception, but not where one only points at the call that has it, or there is none", () => {
    expect(problemsOf(makeSegment("shop", { cause }))).toEqual(["NotFlagged: shop has an exception"]);
    expect(problemsOf(makeSegment("shop", { cause: "ae614956996fab03" }))).toEqual([]);
    expect(problemsOf(makeSegment("shop", { cause: { exceptions: [] } }))).toEqual([]);
  });

  it("is no exception that a span survived", () => {
    const work = makeSubsegment("work", { cause });
    const aws = { xray: { sdk: "opentelemetry for java" } };
    expect(problemsOf(makeSegment("shop", { aws, subsegments: [work] }))).toEqual([]);
    const apart = makeIndependent("apart", "elsewhere", {
      cause,
      metadata: { otel: { span_name: "apart" } },
    });
    expect(problemsOf(apart)).toEqual(["ParentMissing: apart"]);
  });
});

test("a call of a database without sql is told beside one that has it", () => {
  const call = { namespace: "remote" } as const;
  const subsegments = [
    makeSubsegment("books@sql-1", { ...call, sql: { database_type: "sqlserver" } }),
    { ...makeSubsegment("books@sql-1", { ...call, fault: true, cause }), id: "f51afa65830389a0" },
    makeSubsegment("cache", call),
  ];
  expect(problemsOf(makeSegment("books-api", { subsegments }))).toEqual([
    "SqlMissing: books@sql-1 in books-api",
  ]);
  expect(problemsOf(makeSegment("books-api", { subsegments: subsegments.slice(1) }))).toEqual([]);
});

describe("a call without a namespace is local on purpose", () => {
  it("where Python's SDK reached nobody", () => {
    const refused = makeSubsegment("127.0.0.1", { http: url, fault: true, cause });
    const from = (sdk: string) => makeSegment("checkout", { aws: { xray: { sdk } }, subsegments: [refused] });
    expect(problemsOf(from("X-Ray for Python"))).toEqual([]);
    expect(problemsOf(from("X-Ray for Go"))).toEqual(["NoNamespace: 127.0.0.1 in checkout"]);
  });

  it("where its sender wrote local", () => {
    const local = makeSubsegment("127.0.0.1", { http: url, namespace: "local" });
    expect(problemsOf(makeSegment("checkout", { subsegments: [local] }))).toEqual([]);
  });

  it("within a call, which is a node already", () => {
    const within = makeIndependent("xyz", "call", { http: url });
    const call = makeSubsegment("call", { namespace: "remote", http: url });
    expect(problemsOf(makeSegment("front", { subsegments: [call] }), within)).toEqual([]);
  });
});
