import { describe, expect, it } from "vitest";
import { deriveTraceFacts } from "../trace/facts/derive-facts.ts";
import { makeId, makeSegment, makeSubsegment } from "../trace/testing/make-documents.ts";
import { compileFilter } from "./evaluate/evaluate-filter.ts";
import { parseFilter } from "./parse/parse-filter.ts";

/**
 * A request that a front end answered with 200 although the back end that it called failed, because a table throttled
 * it: 100.0 ─ web ─ 101.5, within it api 100.2 ─ 101.2, within that DynamoDB 100.3 ─ 100.8.
 */
const DOCUMENTS = [
  makeSegment("web", {
    end_time: 101.5,
    user: "worf",
    annotations: { page: "home", "pool.waiting": 2, cached: false },
    http: {
      request: { method: "GET", url: "http://web/home", client_ip: "10.0.0.1" },
      response: { status: 200 },
    },
    subsegments: [
      makeSubsegment("api", {
        id: makeId("call"),
        namespace: "remote",
        start_time: 100.1,
        end_time: 101.4,
        fault: true,
        http: { request: { method: "POST", url: "http://api/v1" }, response: { status: 500 } },
      }),
    ],
  }),
  makeSegment("api", {
    parent_id: makeId("call"),
    start_time: 100.2,
    end_time: 101.2,
    origin: "AWS::ECS::Container",
    fault: true,
    http: { request: { method: "POST", url: "http://api/v1" }, response: { status: 500 } },
    subsegments: [
      makeSubsegment("DynamoDB", {
        namespace: "aws",
        start_time: 100.3,
        end_time: 100.8,
        error: true,
        throttle: true,
        aws: { operation: "GetItem", table_name: "users" },
        http: { response: { status: 429 } },
      }),
    ],
  }),
];

describe("filters on the facts of documents", () => {
  const facts = deriveTraceFacts(DOCUMENTS, 1);

  it.each([
    ["ok AND !fault AND !error AND !partial", true],
    ["throttle", false],
    ["service() { throttle }", true],
    ["responsetime = 1.5 AND duration = 1.5", true],
    ['http.url ENDSWITH "/home" http.method = GET http.status = 200 http.clientip = 10.0.0.1', true],
    ['user = "worf"', true],
    ['annotation.page = "home" AND annotation[pool.waiting] > 1 AND !annotation.cached', true],
    ['service("api") { fault AND http.status = 500 AND responsetime = 1 }', true],
    ['service("api") { responsetime > 1 }', false],
    ['edge("web", "api") { fault AND responsetime = 1.3 }', true],
    ['edge("api", "web")', false],
    ['edge("api", id(type: "AWS::DynamoDB::Table")) { throttle }', true],
    ['service(id(name: "users", type: "AWS::DynamoDB::Table")) { inferred }', true],
    ['service("web") { root AND ok }', true],
    ['service("api") { root }', false],
    ['service("api") { !fault }', false],
    ['service(id(name: "web", type: "client"))', true],
    ['service(id(name: "api", type: "client"))', false],
    ["inferred", true],
    ['service("web") { inferred }', false],
    ['service("web") { !root }', false],
    ["service() { inferred AND !root }", true],
  ])("%s is %s", (text, expected) => {
    expect(compileFilter(parseFilter(text), { groups: new Map() })(facts)).toBe(expected);
  });

  it("finds no inferred node in a trace of a service alone", () => {
    const alone = deriveTraceFacts([makeSegment("web")], 1);
    expect(compileFilter(parseFilter("inferred"), { groups: new Map() })(alone)).toBe(false);
  });
});
