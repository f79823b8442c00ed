import { describe, expect, it } from "vitest";
import type { FaultRootCause, ResponseTimeRootCause } from "../../protocol/api-types.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { compileFilter } from "./evaluate-filter.ts";
import type { FilterExpression } from "../filter-expression.ts";
import { parseFilter } from "../parse/parse-filter.ts";
import { makeEdge, makeFacts, makeRequest, makeService } from "../testing/make-facts.ts";

function matches(text: string, facts: TraceFacts, groups: Readonly<Record<string, string>> = {}): boolean {
  const parsed = new Map<string, FilterExpression>();
  for (const [name, filter] of Object.entries(groups)) parsed.set(name, parseFilter(filter));
  return compileFilter(parseFilter(text), { groups: parsed })(facts);
}

/** A trace without anything that a condition could find. */
const PLAIN = makeFacts();
const FAULTY = makeFacts({ fault: true, http: { status: 500 } });
const FAILED = makeFacts({ error: true, http: { status: 404 } });
const THROTTLED = makeFacts({ error: true, throttle: true, http: { status: 429 } });

const faultCause: FaultRootCause = {
  ClientImpacting: true,
  Services: [
    {
      Name: "api",
      Names: ["api"],
      Type: "AWS::ECS::Container",
      AccountId: "123456789012",
      Inferred: false,
      EntityPath: [
        { Name: "api", Exceptions: [], Remote: false },
        { Name: "deserialize", Exceptions: [], Remote: false },
      ],
    },
    {
      Name: "traces",
      Names: ["traces"],
      Type: "AWS::DynamoDB",
      Inferred: true,
      EntityPath: [
        {
          Name: "traces",
          Exceptions: [
            { Name: "Retry", Message: "again" },
            { Name: "AccessDenied", Message: "Access Denied" },
          ],
          Remote: true,
        },
      ],
    },
  ],
};

const responseTimeCause: ResponseTimeRootCause = {
  ClientImpacting: true,
  Services: [
    {
      Name: "GetWeatherData",
      Names: ["GetWeatherData"],
      Inferred: false,
      EntityPath: [
        { Name: "GetWeatherData", Coverage: 1, Remote: false },
        { Name: "get_temperature", Coverage: 0.8, Remote: false },
      ],
    },
    {
      Name: "GetTemperature",
      Names: ["GetTemperature"],
      Type: "AWS::DynamoDB",
      Inferred: false,
      EntityPath: [
        { Name: "GetTemperature", Coverage: 0.7, Remote: false },
        { Name: "traces", Coverage: 0.71, Remote: true },
      ],
    },
  ],
};

const FAULT_CAUSED = makeFacts({ fault: true, faultRootCauses: [faultCause] });
const ERROR_CAUSED = makeFacts({ error: true, errorRootCauses: [faultCause] });
const SLOW = makeFacts({ responseTimeRootCauses: [responseTimeCause] });

function withService(...parameters: Parameters<typeof makeService>): TraceFacts {
  return makeFacts({ services: [makeService(...parameters)] });
}

const FAULTY_REQUEST = { requests: [makeRequest({ fault: true })] };
const FAILED_REQUEST = { requests: [makeRequest({ error: true })] };

function withEdge(from: string, to: string, request = makeRequest()): TraceFacts {
  return makeFacts({
    services: [makeService(from), makeService(to)],
    edges: [makeEdge(0, 1, { requests: [request] })],
  });
}

describe("the examples of AWS's page", () => {
  const url = (http: string) => makeFacts({ http: { url: http, status: 200 } });
  const annotated = (key: string, value: string | number | boolean) =>
    makeFacts({ annotations: [{ key, value, services: [0] }] });

  it.each<[string, TraceFacts, TraceFacts]>([
    ["responsetime > 5", makeFacts({ responseTimeSec: 5.001 }), makeFacts({ responseTimeSec: 5 })],
    [
      "duration >= 5 AND duration <= 8",
      makeFacts({ endSec: 1_700_000_005.1 }),
      makeFacts({ endSec: 1_700_000_008.2 }),
    ],
    [
      "duration >= 5 AND duration <= 8",
      makeFacts({ endSec: 1_700_000_008.1 }),
      makeFacts({ endSec: 1_700_000_005 }),
    ],
    ["ok !partial duration <3", PLAIN, makeFacts({ partial: true })],
    ["ok = false", FAULTY, PLAIN],
    ["!ok", FAILED, PLAIN],
    ["http.status != 200", FAILED, PLAIN],
    ['http.url CONTAINS "/api/game/"', url("http://a/api/game/1"), url("http://a/api/user/1")],
    ['user CONTAINS ""', makeFacts({ users: [{ name: "alice", services: [0] }] }), PLAIN],
    [
      'service("api.example.com") { fault }',
      withService("api.example.com", FAULTY_REQUEST),
      withService("other.example.com", FAULTY_REQUEST),
    ],
    [
      'service("api.example.com") { fault }',
      withService("api.example.com", FAULTY_REQUEST),
      withService("api.example.com"),
    ],
    ["service() { fault }", withService("any", FAULTY_REQUEST), withService("any", FAILED_REQUEST)],
    [
      'service("data-plane") {root = true and fault = true}',
      withService("data-plane", { root: true, ...FAULTY_REQUEST }),
      withService("data-plane", FAULTY_REQUEST),
    ],
    [
      'edge("api.example.com", "backend.example.com") { error }',
      withEdge("api.example.com", "backend.example.com", makeRequest({ error: true })),
      withEdge("backend.example.com", "api.example.com", makeRequest({ error: true })),
    ],
    [
      'edge("api.example.com", "backend.example.com") { fault = true }',
      withEdge("api.example.com", "backend.example.com", makeRequest({ fault: true })),
      withEdge("api.example.com", "backend.example.com"),
    ],
    [
      'http.url BEGINSWITH "http://api.example.com/" AND http.url CONTAINS "/v2/" AND !service("api.example.com")',
      { ...url("http://api.example.com/v2/a"), services: [makeService("other")] },
      { ...url("http://api.example.com/v2/a"), services: [makeService("api.example.com")] },
    ],
    [
      "http.url AND responseTime > 2",
      makeFacts({ http: { url: "/" }, responseTimeSec: 2.1 }),
      makeFacts({ responseTimeSec: 2.1 }),
    ],
    ['annotation.gameid = "817DL6VO"', annotated("gameid", "817DL6VO"), annotated("gameid", "817dl6vo")],
    ["annotation.age", annotated("age", 0), annotated("Age", 0)],
    ["!annotation.age", PLAIN, annotated("age", "")],
    ["annotation.age > 29", annotated("age", 30), annotated("age", 29)],
    ["annotation.age > 29", annotated("age", 29.5), annotated("age", "30")],
    [
      'service(id(name: "random-name", type: "AWS::Lambda::Function")) { error }',
      withService("random-name", { type: "AWS::Lambda::Function", ...FAILED_REQUEST }),
      withService("random-name", { type: "AWS::Lambda", ...FAILED_REQUEST }),
    ],
    [
      'service("random-name") { error }',
      withService("random-name", { type: "AWS::Lambda", ...FAILED_REQUEST }),
      withService("random-name", { type: "AWS::Lambda" }),
    ],
    [
      'service(id(type: "AWS::Lambda::Function")) { error }',
      withService("any", { type: "AWS::Lambda::Function", ...FAILED_REQUEST }),
      withService("any", FAILED_REQUEST),
    ],
    [
      'service(id(account.id: "123456789012"))',
      withService("any", { accountId: "123456789012" }),
      withService("any", { accountId: "210987654321" }),
    ],
    ['rootcause.fault.entity { last and name = "deserialize" }', FAULT_CAUSED, ERROR_CAUSED],
    ['rootcause.error.entity { last and name = "deserialize" }', ERROR_CAUSED, FAULT_CAUSED],
    ['rootcause.fault.service { name = "traces" }', FAULT_CAUSED, SLOW],
    [
      'rootcause.fault.service { inferred and name = traces and type = "AWS::DynamoDB" }',
      FAULT_CAUSED,
      PLAIN,
    ],
    ['rootcause.responsetime.entity { remote and coverage > 0.7 and name = "traces" }', SLOW, FAULT_CAUSED],
    ["rootcause.responsetime.entity { last and coverage > 0.75 }", SLOW, FAULT_CAUSED],
    ['rootcause.responsetime.service { last and type = "AWS::DynamoDB" }', SLOW, FAULT_CAUSED],
    ['rootcause.fault.exception { last and message = "Access Denied" }', FAULT_CAUSED, SLOW],
    [
      'rootcause.json = #[{ "Services": [ { "Name": "GetWeatherData", "EntityPath": [{ "Name": "GetWeatherData" }, { "Name": "get_temperature" } ] }, { "Name": "GetTemperature", "EntityPath": [ { "Name": "GetTemperature" }, {} ] } ] }]',
      SLOW,
      FAULT_CAUSED,
    ],
    [
      'service("api.example.com") { fault = true OR responsetime > 2.5 } AND annotation.account = "12345"',
      {
        ...annotated("account", "12345"),
        services: [makeService("api.example.com", { requests: [makeRequest({ responseTimeSec: 3 })] })],
      },
      annotated("account", "12345"),
    ],
    [
      '((service(id(name: "q" , type: "AWS::SQS::Queue" ))) OR service("y")) AND !service(id(name: "x", type: "client"))',
      withService("q", { type: "AWS::SQS::Queue" }),
      makeFacts({ services: [makeService("y"), makeService("x", { type: "client", client: true })] }),
    ],
    [
      'rootcause.fault.service { name CONTAINS "tra" } AND (service(id(type: "Database::SQL")))',
      { ...FAULT_CAUSED, services: [makeService("db", { type: "Database::SQL" })] },
      FAULT_CAUSED,
    ],
    [
      '(service(id(name: "frontend"  ))) AND (Annotation[aws.local.environment] = "dev")',
      { ...annotated("aws.local.environment", "dev"), services: [makeService("frontend")] },
      withService("frontend"),
    ],
  ])("%s", (text, matching, other) => {
    expect(matches(text, matching)).toBe(true);
    expect(matches(text, other)).toBe(false);
  });

  it('group.name = "high_response_time" AND user = "alice"', () => {
    const text = 'group.name = "high_response_time" AND user = "alice"';
    const groups = { high_response_time: "responsetime > 3" };
    const users = [{ name: "alice", services: [0] }];
    expect(matches(text, makeFacts({ users, responseTimeSec: 4 }), groups)).toBe(true);
    expect(matches(text, makeFacts({ users, responseTimeSec: 2 }), groups)).toBe(false);
    expect(matches(text, makeFacts({ responseTimeSec: 4 }), groups)).toBe(false);
  });

  it("rootcause.fault.service { index > 5 }", () => {
    const services = Array.from({ length: 7 }, (_, index) => ({
      Name: `s${index}`,
      Names: [`s${index}`],
      Inferred: false,
      EntityPath: [],
    }));
    const long = makeFacts({ faultRootCauses: [{ ClientImpacting: true, Services: services }] });
    const short = makeFacts({ faultRootCauses: [{ ClientImpacting: true, Services: services.slice(0, 6) }] });
    expect(matches("rootcause.fault.service { index > 5 }", long)).toBe(true);
    expect(matches("rootcause.fault.service { index > 5 }", short)).toBe(false);
  });
});

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

describe("nodes and edges", () => {
  it("asks the whole block of one request, not of several together", () => {
    const requests = [makeRequest({ fault: true }), makeRequest({ responseTimeSec: 3 })];
    const facts = withService("a", { requests });
    expect(matches('service("a") { fault } AND service("a") { responsetime > 2 }', facts)).toBe(true);
    expect(matches('service("a") { fault AND responsetime > 2 }', facts)).toBe(false);
  });

  it.each([
    ['service("a") { type = "T" }', true],
    ['service("a") { type = "U" OR name = "b" }', false],
    ['service("a") { account.id = "1" AND !inferred AND root }', true],
    ['service("alias")', true],
    ['service("A")', false],
    ["service() { ok }", true],
    ["service() { http.status = 201 }", true],
    ['service() { http.url ENDSWITH "/x" AND http.method = POST }', true],
    ["service() { partial }", false],
    ["service() { duration > 0.2 AND duration < 0.3 AND !throttle }", true],
  ])("%s is %s", (text, expected) => {
    const request = makeRequest({ http: { url: "http://a/x", method: "POST", status: 201 } });
    const node = makeService("a", { root: true, requests: [request] });
    const id = { Name: "a", Names: ["a", "alias"], Type: "T", AccountId: "1" };
    expect(matches(text, makeFacts({ services: [{ ...node, id }] }))).toBe(expected);
  });

  it.each([
    ['service(id(name: "a", type: ""))', true],
    ['service(id(name: "a", type: "", account.id: ""))', true],
    ['service(id(name: "b", type: ""))', false],
    ['edge(id(name: "a", type: ""), id(name: "b", type: "remote"))', true],
    ['edge(id(name: "a", type: ""), id(name: "b", type: ""))', false],
  ])("takes an empty type for none: %s is %s", (text, expected) => {
    const services = [makeService("a"), makeService("b", { type: "remote" })];
    expect(matches(text, makeFacts({ services, edges: [makeEdge(0, 1)] }))).toBe(expected);
  });

  it("does not take the client node, which has no requests, for one that worked", () => {
    const client = makeService("a", { type: "client", client: true, requests: [] });
    const facts = makeFacts({ services: [client, makeService("a", FAULTY_REQUEST)] });
    expect(matches('service("a") { !fault }', facts)).toBe(false);
    expect(matches('service("a") { !root }', facts)).toBe(true);
    expect(matches('service(id(name: "a", type: "client"))', facts)).toBe(true);
  });

  it.each([
    ['service("a") { inferred }', false],
    ['service("a") { !root }', false],
    ['service("a") { type = "client" }', false],
    ["service() { inferred OR !root }", false],
    ["inferred", false],
    ["!inferred", true],
    ['service("a")', true],
    ['service(id(name: "a", type: "client")) { !root }', true],
    ['edge(id(type: "client"), "a")', true],
  ])("takes no client node for a service: %s is %s", (text, expected) => {
    const client = makeService("a", { type: "client", client: true, inferred: true, requests: [] });
    const service = makeService("a", { root: true });
    expect(matches(text, makeFacts({ services: [client, service], edges: [makeEdge(0, 1)] }))).toBe(expected);
  });

  it("knows no time and no success of a request in progress", () => {
    const facts = withService("a", { requests: [makeRequest({ inProgress: true })] });
    expect(matches("service() { partial }", facts)).toBe(true);
    expect(matches("service() { ok OR responsetime >= 0 OR duration >= 0 }", facts)).toBe(false);
  });

  it("finds an edge by its ends, whatever happened on it, and the lack of one", () => {
    const facts = withEdge("a", "b");
    expect(matches('edge("a", "b")', facts)).toBe(true);
    expect(matches('edge(id(name: "a"), "b") { responsetime < 1 }', facts)).toBe(true);
    expect(matches('!edge("b", "a")', facts)).toBe(true);
    expect(matches('edge("a", "b")', makeFacts({ edges: [makeEdge(0, 7)] }))).toBe(false);
  });
});

describe("root causes", () => {
  it.each([
    ["rootcause.fault.service", FAULT_CAUSED, true],
    ["rootcause.fault.service", PLAIN, false],
    ["!rootcause.error.entity", FAULT_CAUSED, true],
    ["rootcause.fault.service { first AND last }", FAULT_CAUSED, false],
    ["rootcause.fault.service { index = 0 AND first AND !inferred }", FAULT_CAUSED, true],
    ['rootcause.fault.service { account.id = "123456789012" AND !last }', FAULT_CAUSED, true],
    ['rootcause.fault.service { name = "api" AND type = "AWS::DynamoDB" }', FAULT_CAUSED, false],
    ["rootcause.fault.entity { remote }", FAULT_CAUSED, true],
    ["rootcause.fault.entity { index = 1 AND remote }", FAULT_CAUSED, false],
    ['rootcause.fault.exception { first AND name = "Retry" }', FAULT_CAUSED, true],
    ['rootcause.fault.exception { first AND message = "Access Denied" }', FAULT_CAUSED, false],
    ["rootcause.responsetime.exception", SLOW, false],
    ["rootcause.responsetime.entity { coverage = 1 AND first }", SLOW, true],
    ["rootcause.responsetime.entity { coverage > 1 }", SLOW, false],
    ['rootcause.json = #[{"ClientImpacting":true}]', ERROR_CAUSED, true],
    ['rootcause.json != #[{"ClientImpacting":true}]', PLAIN, true],
    ['rootcause.json = #[{"ClientImpacting":false}]', ERROR_CAUSED, false],
    ['rootcause.json = #[{"Services":[{"Name":"api"}]}]', FAULT_CAUSED, false],
    [
      'rootcause.json = #[{"Services":[{"Name":"api"},{"Name":"traces","Type":"AWS::DynamoDB"}]}]',
      FAULT_CAUSED,
      true,
    ],
    ['rootcause.json = #[{"Services":[{"Name":"traces"},{"Name":"api"}]}]', FAULT_CAUSED, false],
    ['rootcause.json = #[{"Services":[{"Type":null},{}]}]', SLOW, true],
    ['rootcause.json = #[{"Services":[{"Type":null},{}]}]', FAULT_CAUSED, false],
    ['rootcause.json = #[{"Services":[{},{"EntityPath":[{},{"Coverage":0.71}]}]}]', SLOW, true],
    ['rootcause.json = #[{"Services":{"0":{"Name":"api"}}}]', FAULT_CAUSED, false],
    ['rootcause.json = #[{"ClientImpacting":true},{"Absent":1}]', FAULT_CAUSED, false],
    ['rootcause.json = #["api"]', FAULT_CAUSED, false],
    ['rootcause.json = #[{"__proto__":{"a":1}}]', FAULT_CAUSED, false],
  ])("%s (%#)", (text, facts, expected) => {
    expect(matches(text, facts)).toBe(expected);
  });
});

describe("groups", () => {
  const slow = makeFacts({ responseTimeSec: 4 });

  it("can be named by ARN, be negated and build on each other", () => {
    const groups = { "arn:slow": "responsetime > 3", trouble: 'fault OR group.arn = "arn:slow"' };
    expect(matches('group.name = "trouble"', slow, groups)).toBe(true);
    expect(matches('group.name = "trouble"', PLAIN, groups)).toBe(false);
    expect(matches('group.name != "trouble"', PLAIN, groups)).toBe(true);
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
