import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { makeSegment } from "../api/testing/make-segment.ts";
import { allOfTime, createServerClient } from "../client/server-client.ts";
import { startOwnServer } from "../own-server.ts";
import type { OwnServer } from "../own-server.ts";
import { checkExpectations } from "./check-expectations.ts";
import type { CheckResult, ExpectationFiles } from "./check-expectations.ts";
import { toGithubAnnotations, toJunit } from "./check-formats.ts";
import { toCheckText } from "./check-text.ts";
import { parseExpectations } from "./parse-expectations.ts";

const START = Math.floor(Date.now() / 1000) - 60;
const plain = (_ink: string, text: string): string => text;
let server: OwnServer;
let id = 0;

function makeCall(name: string, query: string, members: object = {}) {
  id += 1;
  return {
    id: id.toString(16).padStart(16, "b"),
    name,
    namespace: "remote",
    start_time: START,
    end_time: START + 0.004,
    sql: { sanitized_query: query },
    ...members,
  };
}

function makeRequest(path: string, members: object) {
  const request = { request: { method: "GET", url: `http://shop.test${path}` }, response: { status: 200 } };
  return makeSegment({ name: "shop", start_time: START, end_time: START + 0.1, http: request, ...members });
}

/** Home twice, one of them with 12 queries of one kind; a cart that fails. */
const documents = [
  makeRequest("/home", { subsegments: [makeCall("shop@db", "SELECT * FROM cruds")] }),
  makeRequest("/home", {
    end_time: START + 0.4,
    subsegments: Array.from({ length: 12 }, () => makeCall("shop@db", "SELECT * FROM users WHERE id = $1")),
  }),
  makeRequest("/carts/41", {
    fault: true,
    http: { request: { method: "GET", url: "http://shop.test/carts/41" }, response: { status: 500 } },
    cause: { exceptions: [{ id: "0123456789abcdef", type: "Timeout", message: "no answer in 2000 ms" }] },
  }),
];

beforeAll(async () => {
  server = await startOwnServer();
  const body = JSON.stringify({ TraceSegmentDocuments: documents.map((each) => JSON.stringify(each)) });
  await fetch(`${server.url}/TraceSegments`, { method: "POST", body });
});

afterAll(() => server.close());

function makeFiles(
  texts: Record<string, string> = {},
  update = false,
): ExpectationFiles & { texts: Record<string, string> } {
  return {
    texts,
    update,
    read: (name) => texts[name],
    write: (name, text) => {
      texts[name] = text;
    },
  };
}

async function check(yaml: string, files = makeFiles()): Promise<readonly CheckResult[]> {
  const expectations = parseExpectations(`expectations:\n${yaml}`, "traces.yaml");
  const client = createServerClient(server.url);
  return checkExpectations(expectations, { client, range: allOfTime(Date.now()), files });
}

async function messages(yaml: string, files = makeFiles()): Promise<readonly string[]> {
  const results = await check(yaml, files);
  return results.flatMap(({ failures }) => failures.map(({ message }) => message));
}

describe("an expectation", () => {
  it.each([
    [`  - { traces: http.url ENDSWITH "/home", match: "!fault AND responsetime < 1", count: 2 }`],
    [`  - { traces: http.url ENDSWITH "/home", responseTime: { p50: 0.2, max: 0.5 } }`],
    [`  - { traces: fault, count: 1, exceptions: known.txt }`],
    [`  - { repeats: 12 }`],
    [`  - { traces: fault, steps: [{ step: "shop@db*", times: 0 }] }`],
    [`  - { traces: http.status = 404, count: 0 }`],
  ])("holds: %s", async (yaml) => {
    const files = makeFiles({ "known.txt": "shop: Timeout: no answer in # ms\n" });
    expect(await messages(yaml, files)).toEqual([]);
  });

  it.each([
    [`  - { traces: fault, count: 2..5 }`, "1 trace match fault; expected 2 to 5."],
    [
      `  - { traces: http.status = 404, repeats: 1 }`,
      "0 traces match http.status = 404; expected at least 1.",
    ],
    [`  - { match: "!fault" }`, "This trace does not match !fault."],
    [`  - { responseTime: { max: 0.3 } }`, "max of 3 responses is 400 ms; expected at most 300 ms."],
    [
      `  - { repeats: 3 }`,
      "shop@db SELECT * FROM users WHERE id = $1 runs 12 times in one request; expected at most 3.",
    ],
    [
      `  - { traces: responsetime > 0.2, steps: [{ step: "*users*", times: ..1 }] }`,
      "*users* occurs 12 times; expected at most 1.",
    ],
    [`  - { exceptions: none }`, "New exception: shop: Timeout: no answer in # ms."],
    [`  - { exceptions: known.txt }`, "There is no file known.txt."],
  ])("fails, with the figure: %s", async (yaml, message) => {
    expect(await messages(yaml)).toEqual([message]);
  });

  it("holds a snapshot of the shapes, without ids and times, that --update writes", async () => {
    const yaml = `  - { snapshot: all.trace }`;
    const files = makeFiles({}, true);
    expect(await messages(yaml, files)).toEqual([]);
    expect(files.texts["all.trace"]).toBe(`shop GET /carts/:id 500 fault

shop GET /home 200
  shop@db SELECT * FROM cruds

shop GET /home 200
  shop@db SELECT * FROM users WHERE id = $1 ×12
`);
    const compared = makeFiles({ "all.trace": files.texts["all.trace"] ?? "" });
    expect(await messages(yaml, compared)).toEqual([]);
    const other = makeFiles({ "all.trace": (files.texts["all.trace"] ?? "").replace("×12", "×11") });
    const failures = await messages(yaml, other);
    expect(failures[0]).toContain("A shape that all.trace has not:\n    shop GET /home 200\n");
    expect(failures[1]).toContain("No trace has this shape of all.trace any more:");
  });

  it("that fails is told with its place, the trace, its timeline, and what to look at", async () => {
    const results = await check(`  - { name: no N+1, repeats: 3 }`);
    const client = createServerClient(server.url);
    const lines = await toCheckText(results, { client, file: "traces.yaml", paint: plain, width: 80 });
    const text = lines.join("\n");
    expect(text).toContain("✗ no N+1  3 traces  traces.yaml:2:5");
    expect(text).toMatch(/GET http:\/\/shop\.test\/home {2}1-[0-9a-f-]+/);
    expect(text).toMatch(/shop@db SELECT \* FROM users WHERE id = \$1 ×12 +4\.0 ms +▒/);
    expect(text).toContain("N+1");
    expect(text).toContain("1 of 1 expectation failed.");
  });

  it("reads every trace, the oldest of many too", async () => {
    const many = await startOwnServer();
    onTestFinished(() => many.close());
    const queries = Array.from({ length: 4 }, () => makeCall("shop@db", "SELECT 1"));
    const first = makeRequest("/first", { start_time: START - 1, end_time: START, subsegments: queries });
    const others = Array.from({ length: 2_500 }, () => makeRequest("/home", {}));
    const body = JSON.stringify({
      TraceSegmentDocuments: [first, ...others].map((each) => JSON.stringify(each)),
    });
    await fetch(`${many.url}/TraceSegments`, { method: "POST", body });
    const client = createServerClient(many.url);
    const options = { client, range: allOfTime(Date.now()), files: makeFiles() };
    const expectations = parseExpectations("expectations:\n  - repeats: 3", "traces.yaml");
    const [result] = await checkExpectations(expectations, options);
    expect([result?.traces, result?.failures.length]).toEqual([2_501, 1]);
  });

  it("is a test case of JUnit and an annotation of GitHub", async () => {
    const results = await check(
      `  - { name: "a <b>, c", match: "!fault" }\n  - { name: d, traces: fault, count: 1 }`,
    );
    const xml = toJunit(results, "traces.yaml");
    expect(xml).toContain(`<testsuite name="xray-local" tests="2" failures="1">`);
    expect(xml).toContain(`<testcase classname="traces.yaml" name="a &lt;b&gt;, c">`);
    expect(xml).toContain(`<testcase classname="traces.yaml" name="d"/>`);
    const [annotation, ...others] = toGithubAnnotations(results, "traces.yaml");
    expect(annotation).toMatch(
      /^::error file=traces\.yaml,line=2,col=5,title=a <b>%2C c::This trace does not match !fault\.%0AGET http:\/\/shop\.test\/carts\/41 1-/,
    );
    expect(others).toEqual([]);
  });

  it("lets no control character through, wherever it is told", async () => {
    const evil = "\u001B]0;evil\u0007";
    const url = `http://shop.test/${evil}`;
    const [document] = [makeRequest("/evil", { fault: true, http: { request: { method: evil, url } } })];
    const evilServer = await startOwnServer();
    onTestFinished(() => evilServer.close());
    const body = JSON.stringify({ TraceSegmentDocuments: [JSON.stringify(document)] });
    await fetch(`${evilServer.url}/TraceSegments`, { method: "POST", body });
    const yaml = `expectations:\n  - { name: "a \\e[31m", match: "!fault", snapshot: a.trace }`;
    const client = createServerClient(evilServer.url);
    const range = allOfTime(Date.now());
    const options = { client, range, files: makeFiles({ "a.trace": "" }) };
    const results = await checkExpectations(parseExpectations(yaml, "traces.yaml"), options);
    const updated = makeFiles({}, true);
    await checkExpectations(parseExpectations(yaml, "traces.yaml"), { client, range, files: updated });
    const texts = [
      ...(await toCheckText(results, { client, file: "traces.yaml", paint: plain, width: 80 })),
      toJunit(results, "traces.yaml"),
      ...toGithubAnnotations(results, "traces.yaml"),
      updated.texts["a.trace"] ?? "",
    ].join("\n");
    expect(texts).toContain("evil");
    expect(texts).not.toMatch(/[^\P{Cc}\n]/u);
  });
});
