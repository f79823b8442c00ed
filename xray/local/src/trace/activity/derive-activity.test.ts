import { describe, expect, it } from "vitest";
import type { TraceActivity } from "../../model/trace-activity.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import { deriveTraceFacts } from "../facts/derive-facts.ts";
import { makeId, makeSegment, makeSubsegment, permutationsOf } from "../testing/make-documents.ts";

function derive(...documents: readonly SegmentDocument[]): TraceActivity {
  const { activity } = deriveTraceFacts(documents, 1);
  if (activity === undefined) throw new Error("no activity");
  return activity;
}

const served = (method: string, url: string, status: number) => ({
  http: { request: { method, url }, response: { status } },
});

const stripe = new Error("no answer from stripe.com in 2000 ms");
const timeout = {
  id: makeId("exception"),
  type: "PaymentTimeout",
  message: stripe.message,
  stack: [
    { path: "/app/node_modules/got/index.js", line: 1, label: "get" },
    { path: "/app/src/charge.ts", line: 88, label: "chargeCard" },
  ],
};

const query = (name: string, startSec: number, statement: string) =>
  makeSubsegment(name, {
    namespace: "remote",
    start_time: startSec,
    end_time: startSec + 0.01,
    sql: { sanitized_query: statement, url: "postgres://pg" },
  });

const checkout = makeSegment("checkout", {
  ...served("POST", "http://shop/api/checkout/17?x=1", 502),
  service: { version: "2.4.1" },
  fault: true,
  subsegments: [
    ...Array.from({ length: 6 }, (_, i) => ({
      ...query("pg", 100.01 + i * 0.02, `SELECT qty FROM stock WHERE sku = ${i}`),
      id: makeId(`q${i}`),
    })),
    makeSubsegment("payment", {
      namespace: "remote",
      fault: true,
      http: { request: { method: "POST", url: "http://payment/charge" } },
    }),
    makeSubsegment("wait for a connection", { start_time: 100.5, end_time: 100.6 }),
    makeSubsegment("DynamoDB", {
      namespace: "aws",
      throttle: true,
      error: true,
      aws: { operation: "GetItem", table_name: "products", retries: 2 },
    }),
  ],
});
const payment = makeSegment("payment-service", {
  ...served("POST", "http://payment/charge", 500),
  parent_id: makeId("payment"),
  fault: true,
  subsegments: [
    makeSubsegment("chargeCard", { fault: true, end_time: 102, cause: { exceptions: [timeout] } }),
  ],
});

describe("deriveActivity", () => {
  const activity = derive(checkout, payment);

  it("tells of each request who answered it, in which version, and who called", () => {
    expect(activity.kinds.requests).toEqual([
      { service: "checkout", method: "POST", url: "/api/checkout/:id", status: 502, version: "2.4.1" },
      { service: "payment-service", method: "POST", url: "/charge", status: 500, caller: 0 },
    ]);
    expect(activity.requests[0]).toEqual({
      startUs: 0,
      durationUs: 1_000_000,
      fault: true,
      error: false,
      throttle: false,
      inProgress: false,
    });
  });

  it("gathers calls that differ in values alone, and tells how many came one after another", () => {
    const sql = activity.kinds.calls.findIndex(({ kind }) => kind === "sql");
    expect(activity.kinds.calls[sql]).toEqual({
      request: 0,
      kind: "sql",
      target: "pg|Database::SQL",
      text: "SELECT qty FROM stock WHERE sku = ?",
    });
    expect(activity.calls[sql]?.calls).toHaveLength(6);
    expect(activity.calls[sql]?.inARow).toBe(6);
  });

  it("tells of calls of services, of AWS and of what was waited for", () => {
    expect(activity.kinds.calls).toEqual(
      expect.arrayContaining([
        { request: 0, kind: "remote", target: "payment-service", text: "POST payment/charge" },
        {
          request: 0,
          kind: "aws",
          target: "products|AWS::DynamoDB::Table",
          text: "GetItem",
          resource: "products",
        },
        { request: 0, kind: "wait", target: "wait for a connection", text: "wait for a connection" },
      ]),
    );
    const aws = activity.kinds.calls.findIndex(({ kind }) => kind === "aws");
    expect(activity.calls[aws]).toMatchObject({ retries: 2, calls: [{ throttle: true }] });
  });

  it("tells of an exception once, where it was thrown, and whom it reached", () => {
    expect(activity.kinds.exceptions).toEqual([
      {
        request: 1,
        type: "PaymentTimeout",
        message: "no answer from :host in # ms",
        frame: "chargeCard charge.ts:88",
        way: ["payment-service", "checkout"],
        reachedClient: true,
      },
    ]);
    expect(activity.exceptions).toEqual([{ atUs: 2_000_000, fault: true, error: false, throttle: false }]);
  });

  it("knows an exception that was handled on the way", () => {
    const handled = derive({ ...checkout, fault: false }, payment);
    expect(handled.kinds.exceptions[0]).toMatchObject({
      way: ["payment-service", "checkout"],
      reachedClient: false,
    });
  });

  it("is the same in any order of arrival, and leaves out what has no segment yet", () => {
    for (const documents of permutationsOf([checkout, payment])) {
      expect(derive(...documents)).toEqual(activity);
    }
    const orphan: SegmentDocument = { ...makeSegment("pg"), type: "subsegment", parent_id: makeId("nobody") };
    expect(derive(orphan)).toEqual({
      kinds: { requests: [], calls: [], exceptions: [] },
      requests: [],
      calls: [],
      exceptions: [],
    });
  });
});
