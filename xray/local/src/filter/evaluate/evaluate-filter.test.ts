import { describe, expect, it } from "vitest";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { compileFilter } from "./evaluate-filter.ts";
import { parseFilter } from "../parse/parse-filter.ts";
import { makeFacts, makeRequest, makeService } from "../testing/make-facts.ts";
import { matches, PLAIN, FAULTY, FAILED, withService, FAILED_REQUEST } from "../testing/filtered-facts.ts";

const THROTTLED = makeFacts({ error: true, throttle: true, http: { status: 429 } });

describe("keywords at the level of the trace", () => {
  it.each<[string, TraceFacts, boolean]>([
    ["ok", PLAIN, true],
    ["ok", makeFacts({ http: { status: 204 } }), true],
    ["ok", makeFacts({ http: { status: 304 } }), true],
    ["ok", makeFacts({ http: { status: 404 } }), false],
    ["ok", makeFacts({ http: {} }), true],
    ["ok", FAULTY, false],
    ["ok", THROTTLED, false],
    ["error", FAILED, true],
    ["error", FAULTY, false],
    ["error", makeFacts({ services: [makeService("a", FAILED_REQUEST)] }), false],
    ["fault", FAULTY, true],
    ["fault", FAILED, false],
    ["throttle", THROTTLED, true],
    ["throttle", makeFacts({ throttle: true }), false],
    [
      "throttle",
      makeFacts({
        throttle: true,
        http: {},
        entryPoint: 0,
        services: [makeService("a", { requests: [makeRequest({ throttle: true })] })],
      }),
      true,
    ],
    ["throttle", makeFacts({ throttle: true, http: {}, entryPoint: 0, services: [makeService("a")] }), false],
    ["throttle", makeFacts({ throttle: true, http: {} }), false],
    ["partial = true", makeFacts({ partial: true }), true],
    ["partial != false", PLAIN, false],
    ["inferred", makeFacts({ services: [makeService("a"), makeService("b", { inferred: true })] }), true],
    ["inferred", withService("a"), false],
    ["responsetime", PLAIN, true],
    ["http.status", makeFacts({ http: {} }), false],
    ["http.status != 200", makeFacts({ http: {} }), false],
    ["!http.status = 200", makeFacts({ http: {} }), true],
    ["http.status >= 200 http.status < 300", PLAIN, true],
    ["http.status <= 199", PLAIN, false],
    ["duration = 0.25", PLAIN, true],
    ["duration > 0.25", PLAIN, false],
    ['http.method = "GET"', makeFacts({ http: { method: "GET" } }), true],
    ['http.method = "get"', makeFacts({ http: { method: "GET" } }), false],
    ['http.useragent CONTAINS "curl"', makeFacts({ http: { userAgent: "curl/8" } }), true],
    ['http.useragent ENDSWITH "8"', makeFacts({ http: { userAgent: "curl/8" } }), true],
    ['http.useragent BEGINSWITH "8"', makeFacts({ http: { userAgent: "curl/8" } }), false],
    ["http.clientip = 127.0.0.1", makeFacts({ http: { clientIp: "127.0.0.1" } }), true],
    ['http.url != "/a"', makeFacts({ http: { url: "/b" } }), true],
    ['http.url != "/a"', PLAIN, false],
    [
      'resource.arn ENDSWITH ":table/a"',
      makeFacts({ resourceArns: ["arn:x", "arn:aws:dynamodb:::table/a"] }),
      true,
    ],
    ["resource.arn", PLAIN, false],
    ['instance.id = "i-1"', makeFacts({ instanceIds: ["i-0", "i-1"] }), true],
    ['availabilityzone = "eu-west-1a"', makeFacts({ availabilityZones: ["eu-west-1a"] }), true],
    [
      "user = alice",
      makeFacts({
        users: [
          { name: "bob", services: [] },
          { name: "alice", services: [] },
        ],
      }),
      true,
    ],
    ["user != alice", makeFacts({ users: [{ name: "alice", services: [] }] }), false],
    ["!user", PLAIN, true],
    ["", PLAIN, true],
  ])("%s (%#)", (text, facts, expected) => {
    expect(matches(text, facts)).toBe(expected);
  });

  it("has no response time and is not ok while the root is in progress", () => {
    const { responseTimeSec: _, ...open } = makeFacts({ partial: true, http: {} });
    expect(matches("responsetime", open)).toBe(false);
    expect(matches("responsetime < 100", open)).toBe(false);
    expect(matches("ok", open)).toBe(false);
  });
});

describe("annotations", () => {
  const facts = makeFacts({
    annotations: [
      { key: "size", value: 3, services: [0] },
      { key: "size", value: 30, services: [1] },
      { key: "size", value: "large", services: [1] },
      { key: "cached", value: false, services: [0] },
      { key: "admin", value: true, services: [0] },
    ],
  });

  it.each([
    ["annotation.size > 29", true],
    ["annotation.size = 3 AND annotation.size = 30", true],
    ["annotation.size < 3", false],
    ['annotation.size = "3"', false],
    ['annotation.size CONTAINS "arg"', true],
    ["annotation.size != 3", true],
    ["annotation.cached", false],
    ["!annotation.cached", true],
    ["annotation.cached = false", true],
    ["annotation.cached != true", true],
    ["annotation.admin", true],
    ["annotation.admin != true", false],
    ["annotation.absent != 3", false],
    ["annotation.absent = false", false],
  ])("%s is %s", (text, expected) => {
    expect(matches(text, facts)).toBe(expected);
  });
});

describe("groups", () => {
  const slow = makeFacts({ responseTimeSec: 4 });

  it("can be named by ARN, be negated and build on each other", () => {
    const groups = { "arn:slow": "responsetime > 3", failing: 'fault OR group.arn = "arn:slow"' };
    expect(matches('group.name = "failing"', slow, groups)).toBe(true);
    expect(matches('group.name = "failing"', PLAIN, groups)).toBe(false);
    expect(matches('group.name != "failing"', PLAIN, groups)).toBe(true);
  });

  it.each([
    ["unknown", {}],
    ["self", { self: 'responsetime > 3 OR group.name = "self"' }],
    ["a", { a: 'ok OR group.name = "b"', b: '!group.name = "a"' }],
    ["outer", { outer: 'ok AND group.name = "gone"' }],
  ])("has no trace in %s, which cannot be evaluated", (name, groups: Record<string, string>) => {
    expect(matches(`group.name = "${name}"`, slow, groups)).toBe(false);
    expect(matches(`group.name != "${name}"`, slow, groups)).toBe(true);
    expect(matches(`group.name = "${name}" OR ok`, slow, groups)).toBe(true);
  });

  it("asks each group once for a trace, however many ways lead to it", () => {
    const groups: Record<string, string> = { g0: "fault" };
    for (let index = 1; index <= 25; index += 1) {
      groups[`g${index}`] = `group.name = "g${index - 1}" OR group.name = "g${index - 1}"`;
    }
    const isMatch = compileFilter(parseFilter('group.name = "g25"'), {
      groups: new Map(Object.entries(groups).map(([name, text]) => [name, parseFilter(text)])),
    });
    expect([PLAIN, FAULTY, PLAIN].map(isMatch)).toEqual([false, true, false]);
  });

  it("asks anew for facts that were changed in place", () => {
    const facts = makeFacts();
    const isMatch = compileFilter(parseFilter('group.name = "g"'), {
      groups: new Map([["g", parseFilter("fault")]]),
    });
    expect(isMatch(facts)).toBe(false);
    facts.fault = true;
    expect(isMatch(facts)).toBe(true);
  });
});

describe("what is read", () => {
  const EXPENSIVE = ["services", "edges", "annotations", "users", "faultRootCauses"] as const;

  /** Facts that tell which of the costly members were touched. */
  function watchFacts(facts: TraceFacts): { facts: TraceFacts; touched: Set<string> } {
    const touched = new Set<string>();
    const watched = { ...facts };
    for (const member of EXPENSIVE) {
      Object.defineProperty(watched, member, {
        get: () => {
          touched.add(member);
          return facts[member];
        },
      });
    }
    return { facts: watched, touched };
  }

  it.each([
    ["responsetime > 5 AND ok", []],
    ['service("a") AND annotation.b AND responsetime > 5', []],
    ['(rootcause.fault.service OR edge("a", "b")) responsetime > 5', []],
    ['service("a") { ok } OR responsetime < 5', []],
    ['service("a") AND annotation.b', ["annotations"]],
    ['rootcause.fault.service AND service("a")', ["services"]],
    ["throttle", []],
  ])("%s touches %j of a plain trace", (text, expected) => {
    const { facts, touched } = watchFacts(makeFacts());
    matches(text, facts);
    expect([...touched]).toEqual(expected);
  });
});
