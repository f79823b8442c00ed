import { describe, expect, test } from "vitest";
import { criticalPath } from "../critical-path/critical-path.ts";
import { findingText } from "./finding.ts";
import { findFindings } from "./findings.ts";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { SENDERS } from "../../testing/make-traces.ts";
import { assembleTraceTree } from "../trace-tree.ts";
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

  test("blames the statement that got slow, not the pool in which requests queue behind it", () => {
    const request = (waitMs: number, queryMs: number) =>
      say([
        makeSegment("api", 0, waitMs + queryMs + 4, {
          subsegments: [
            makeSub("wait", 2, 2 + waitMs, {
              name: "wait for a connection",
              annotations: { wait: true, pool_size: 1, ahead: 2 },
            }),
            makeSub("query", 2 + waitMs, 2 + waitMs + queryMs, {
              name: "db",
              sql: { sanitized_query: "select * from activities" },
              annotations: { query: "home-activities" },
            }),
          ],
        }),
      ]);
    expect(request(180, 220)).toEqual([
      "home-activities: select activities took 220 ms, 54 % of the response.",
    ]);
    // Behind two of the same the waiting is longer, and the statement still told.
    expect(request(400, 200)).toEqual([
      "66 % of the response went by waiting for a database connection: 400 ms. The pool holds 1, it was out, 2 requests were ahead.",
      "home-activities: select activities took 200 ms, 33 % of the response.",
    ]);
    expect(request(400, 120).at(-1)).toBe(
      "home-activities: select activities took 120 ms, 23 % of the response.",
    );
    // A quick statement is not told of.
    expect(request(400, 6)).toHaveLength(1);
  });

  test("counts statements from three times on where an earlier one gave so many rows", () => {
    const query = (name: string, at: number, rows: number, text: string) =>
      makeSub(`${name}${at}`, at, at + 2, {
        name: "db",
        sql: { sanitized_query: text },
        annotations: { query: name, rows },
      });
    const feed = (rows: number) =>
      say([
        makeSegment("api", 0, 40, {
          subsegments: [
            query("feed-uuids", 0, rows, "select uuid from activities"),
            ...[3, 9, 15].flatMap((at) => [
              query("feed-author", at, 1, "select handle from users where uuid = $1"),
              query("feed-replies", at + 3, 0, "select * from activities where parent = $1 and x = $2"),
            ]),
          ],
        }),
      ]).filter((sentence) => sentence.startsWith("The same"));
    expect(feed(3)).toEqual([
      "The same select ran 3 times, once for each row of feed-uuids: select activities, 6.0 ms together. One query with = ANY($1) would do.",
      "The same select ran 3 times, once for each row of feed-uuids: select activities, 6.0 ms together.",
    ]);
    expect(feed(4)).toEqual([]);
  });

  test("tells one that took far longer than those alike from the rest", () => {
    const alike = (longestMs: number) =>
      say([
        makeSegment("api", 0, 100, {
          subsegments: [0, 4, 8, 12, 16, 20].map((at) =>
            makeSub(`q${at}`, at, at === 20 ? at + longestMs : at + 2, {
              name: "db",
              sql: { sanitized_query: "select * from replies where uuid = $1 and x = $2" },
            }),
          ),
        }),
      ]);
    expect(alike(60)[0]).toBe("The 6th of 6 alike took 60 ms, its siblings 2.0 ms: select replies.");
    expect(alike(60).join()).not.toContain("The same");
    expect(alike(3)[0]).toBe("The same select ran 6 times in a row, 13 ms together.");
  });

  test("is one for one failure, the deepest, and leaves room for another beside it", () => {
    const refused = { cause: { exceptions: [{ type: "net.OpError", message: "connection refused" }] } };
    const failing = { fault: true, ...refused };
    const levels = makeSub("stock:9", 10, 40, {
      ...failing,
      namespace: "remote",
      subsegments: [
        makeSub("connect", 10, 30, { ...failing, subsegments: [makeSub("dial", 10, 20, failing)] }),
      ],
    });
    const price = makeSub("price it", 50, 60, {
      fault: true,
      cause: { exceptions: [{ type: "errorString", message: "no price" }] },
    });
    expect(say([makeSegment("cart", 0, 110, { subsegments: [levels, price] })]).slice(0, 3)).toEqual([
      "connection refused in dial. cart handled it.",
      "no price in price it. cart handled it.",
      expect.stringContaining("Nothing was recorded"),
    ]);
  });

  test("tells the deepest cause first, who threw what and what the client got, and folds what it led to", () => {
    const tree = assembleTraceTree(SENDERS.failedFarBelow);
    const [cause, ...others] = findFindings(tree, criticalPath(tree));
    expect(cause && findingText(cause).replaceAll("\u00a0", " ")).toBe(
      "stripe.com did not answer within 1.94 s. payment threw PaymentTimeout. The client got 502.",
    );
    expect(cause?.passedOn?.map(({ step, words }) => `${step.name} ${words}`)).toEqual([
      "payment answered 502",
      "checkout threw UpstreamError, answered 502",
      "shop-web answered 502",
    ]);
    expect(others.filter(({ kind }) => kind === "fault")).toEqual([]);
  });

  test("puts the failure that the response failed of before those that were dealt with, whatever their kind", () => {
    const limited = makeSub("limited", 40, 50, {
      name: "limits.local",
      namespace: "remote",
      error: true,
      throttle: true,
      http: { response: { status: 429 } },
    });
    const broken = makeSegment("calls", 0, 60, {
      fault: true,
      http: { response: { status: 500 } },
      subsegments: [
        makeSub("inner", 0, 30, { subsegments: [makeSub("call", 1, 29, { namespace: "remote" })] }),
        limited,
      ],
    });
    const handled = makeSegment("side", 2, 28, {
      parent_id: "call",
      subsegments: [makeSub("dealt with", 3, 9, { fault: true, namespace: "remote" })],
    });
    expect(say([broken, handled]).slice(0, 2)).toEqual([
      "limits.local answered 429 after 10 ms. calls answered 500.",
      "dealt with failed; no exception was recorded. side handled it.",
    ]);
  });

  test("counts calls of one kind too, whatever ids are in them", () => {
    const calls = Array.from({ length: 6 }, (_, index) =>
      makeSub(`c${index}`, index * 5, index * 5 + 5, {
        name: "users",
        namespace: "remote",
        http: {
          request: { method: "GET", url: `http://users/api/users/${index}` },
          response: { status: 200 },
        },
      }),
    );
    expect(say([makeSegment("r", 0, 30, { subsegments: calls })])).toEqual([
      "users was called 6 times with GET in a row, 30 ms together.",
    ]);
  });

  test("counts many small statements of which no two are alike", () => {
    const queries = Array.from({ length: 24 }, (_, index) =>
      makeSub(`q${index}`, index * 4, index * 4 + 3, {
        name: "db",
        sql: { sanitized_query: `select a from t${String.fromCodePoint(97 + index)}` },
      }),
    );
    expect(say([makeSegment("r", 0, 100, { subsegments: queries })])[0]).toBe(
      "r sent 24 statements, 72 ms together, 72 % of the response; none took over 3.0 ms.",
    );
  });

  test("names in a run the one that took more than three times what its siblings take", () => {
    const run = (ninthMs: number) => {
      let at = 0;
      const queries = Array.from({ length: 14 }, (_, index) => {
        const startMs = at;
        at += index === 8 ? ninthMs : 4;
        return makeSub(`q${index}`, startMs, at, {
          name: "db",
          sql: { sanitized_query: `select qty from stock where sku = '${index}'` },
        });
      });
      return say([makeSegment("r", 0, at + 600, { subsegments: queries })])[0];
    };
    expect(run(38)).toBe(
      "The same select ran 14 times in a row, 90 ms together. The 9th took 38 ms, its siblings 4.0 ms.",
    );
    expect(run(12)).toBe("The same select ran 14 times in a row, 64 ms together.");
    expect(run(90)).toBe("The 9th of 14 alike took 90 ms, its siblings 4.0 ms: select stock.");
  });

  test("names the segment that never arrived, once for its steps", () => {
    const step = (id: string, from: number) =>
      makeSegment(id, from, from + 10, { type: "subsegment", parent_id: "00000000000000ff" });
    expect(say([step("charge card", 0), step("send receipt", 20)])).toContain(
      "A segment is missing: charge card and 1 more belong to 00000000000000ff, which never arrived.",
    );
    expect(say([step("charge card", 0)])[0]).toBe(
      "A segment is missing: charge card belongs to 00000000000000ff, which never arrived.",
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
