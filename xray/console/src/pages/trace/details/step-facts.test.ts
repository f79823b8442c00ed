import { describe, expect, test } from "vitest";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../../../testing/make-documents.ts";
import { assembleTraceTree } from "../../../trace-model/trace-tree.ts";
import { overviewFacts } from "./facts.ts";
import type { Fact } from "./facts.ts";
import { resourceFacts } from "./ResourcesSection.tsx";

/** `term: value note`, with plain spaces. */
const say = (told: readonly Fact[]) =>
  told.map(({ term, value, note }) =>
    [`${term}:`, value, note].filter(Boolean).join(" ").replaceAll("\u00a0", " "),
  );

/** What is said beyond its times. */
function facts(documents: readonly SegmentDocument[], id: string): readonly Fact[] {
  const tree = assembleTraceTree(documents);
  const step = tree.byId.get(id);
  return step === undefined
    ? []
    : overviewFacts(tree, step).filter(({ term }) => !/^(Took|Started)$/.test(term));
}

describe("the facts of a step", () => {
  const below = (extra: Parameters<typeof makeSub>[3]) => [
    makeSegment("api", 0, 9, { subsegments: [makeSub("step", 0, 5, extra)] }),
  ];

  test.each<[string, Parameters<typeof makeSub>[3], string[]]>([
    [
      "a statement tells its database and who asked",
      {
        annotations: { rows: 1 },
        sql: {
          sanitized_query: "select 1",
          database_type: "PostgreSQL",
          database_version: "18.1",
          user: "cruddur",
          url: "postgresql://db:5432/cruddur",
          driver_version: "pg 8",
        },
      },
      [
        "Returned: 1 row",
        "Database: PostgreSQL 18.1 as cruddur",
        "Address: postgresql://db:5432/cruddur",
        "Driver: pg 8",
      ],
    ],
    [
      "a statement of a database without a type tells the step's name",
      { name: "db@host", sql: { sanitized_query: "select 1", user: "me" }, annotations: { rows: 0 } },
      ["Returned: 0 rows", "Database: db@host as me"],
    ],
    ["rows are told of statements alone", { annotations: { rows: 3 } }, []],
    [
      "a call of AWS tells operation, resource, region, request and retries",
      {
        namespace: "aws",
        aws: {
          operation: "PutItem",
          table_name: "orders",
          region: "us-east-1",
          request_id: "R1",
          retries: 2,
        },
      },
      ["Operation: PutItem", "Resource: orders", "Region: us-east-1", "Request: R1", "Retries: 2"],
    ],
    ["no retries are nothing to tell", { aws: { operation: "GetItem", retries: 0 } }, ["Operation: GetItem"]],
    [
      "an answer tells its size",
      { http: { request: { method: "GET" }, response: { status: 200, content_length: 2048 } } },
      ["Method: GET", "Status: 200", "Answer: 2.0 kB"],
    ],
    ["an answer of unknown size tells none", { http: { response: { content_length: -1 } } }, []],
  ])("%s", (_what, extra, expected) => {
    expect(say(facts(below(extra), "step"))).toEqual(expected);
  });

  test("offer no condition below the request: filters find what was asked of a service", () => {
    const call = { http: { request: { method: "GET", url: "http://a/" }, response: { status: 200 } } };
    expect(facts(below(call), "step").flatMap(({ condition }) => condition ?? [])).toEqual([]);
  });

  test("of a segment tell who asked, what ran and which rule sampled it", () => {
    const segment = makeSegment("api", 0, 9, {
      user: 'o"neil',
      http: { request: { client_ip: "10.0.0.1", user_agent: "curl/8" } },
      service: { runtime: "CPython", runtime_version: "3.13", version: "unknown" },
      aws: { xray: { sdk: "X-Ray for Python", sdk_version: "2.14", sampling_rule_name: "Default" } },
    });
    expect(say(facts([segment], "api"))).toEqual([
      "Client: 10.0.0.1",
      "User agent: curl/8",
      'User: o"neil',
      "Runtime: CPython 3.13",
      "Sent by: X-Ray for Python 2.14",
      "Sampled by: Default rule",
    ]);
    expect(facts([segment], "api").flatMap(({ condition }) => condition ?? [])).toEqual([
      'http.clientip = "10.0.0.1"',
      'http.useragent = "curl/8"',
      String.raw`user = "o\"neil"`,
    ]);
  });

  test("of where it ran are those of its host, in words", () => {
    const segment = makeSegment("api", 0, 9, {
      origin: "AWS::EC2::Instance",
      resource_arn: "arn:aws:ec2:x",
      aws: {
        account_id: "1234",
        ec2: { availability_zone: "us-east-1a", instance_id: "i-1", tags: {} },
        ecs: {},
      },
    });
    const { main } = assembleTraceTree([segment]);
    expect(main && say(resourceFacts(main))).toEqual([
      "Type: AWS::EC2::Instance",
      "ARN: arn:aws:ec2:x",
      "Account: 1234",
      "availability zone: us-east-1a",
      "instance id: i-1",
    ]);
    const [sub] = assembleTraceTree(below({})).steps.slice(1);
    expect(sub && resourceFacts(sub)).toEqual([]);
  });
});
