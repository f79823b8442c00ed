import { describe, expect, test } from "vitest";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { placeOfType } from "./place.ts";
import { poolWords } from "./findings/pool-words.ts";
import { databaseOf, resourceOf, stepCode, stepDetail, stepTitle } from "./step-words.ts";
import type { Step } from "./step.ts";
import { assembleTraceTree } from "./trace-tree.ts";

type Members = Parameters<typeof makeSub>[3];

/** A step inside a segment. */
function stepOf(members: Members): Step {
  const tree = assembleTraceTree([
    makeSegment("root", 0, 100, { subsegments: [makeSub("step", 10, 20, members)] }),
  ]);
  const step = tree.steps.find((each) => each.id === "step");
  if (step === undefined) throw new Error("the step is not in the tree");
  return step;
}

describe("what a row says after its name", () => {
  test.each<[string, Members, string]>([
    ["a query by what it does", { sql: { sanitized_query: "SELECT 1 FROM users" } }, "select users"],
    [
      "a call by method and path, without the host that its name has",
      { namespace: "remote", http: { request: { method: "GET", url: "http://api.local/v1/items?page=2" } } },
      "GET /v1/items?page=2",
    ],
    [
      "an address that is none as it is",
      { http: { request: { method: "GET", url: "not an address" } } },
      "GET not an address",
    ],
    ["a method alone", { http: { request: { method: "POST" } } }, "POST"],
    [
      "a call of the AWS SDK by operation and resource",
      { namespace: "aws", aws: { operation: "PutItem", table_name: "messages" } },
      "PutItem messages",
    ],
    ["an operation alone", { namespace: "aws", aws: { operation: "ListTables" } }, "ListTables"],
    ["local work nothing", {}, ""],
  ])("%s", (_case, members, words) => expect(stepDetail(stepOf(members))).toBe(words));
});

describe("the resource of a call", () => {
  test.each([
    [{ table_name: "messages" }, "messages"],
    [{ bucket_name: "avatars" }, "avatars"],
    [{ queue_url: "https://sqs.us-east-1.amazonaws.com/000000000000/push" }, "push"],
    [{ topic_arn: "arn:aws:sns:us-east-1:000000000000:crud-push" }, "crud-push"],
    [{ function_name: "thumbnail" }, "thumbnail"],
    [{ resource_names: ["first", "second"] }, "first"],
    [{ operation: "ListTables" }, undefined],
  ])("of %j is %s", (aws, resource) => expect(resourceOf(stepOf({ aws }))).toBe(resource));
});

describe("the code of a step", () => {
  test.each<[Members, string | undefined]>([
    [{ http: { response: { status: 404 } } }, "404"],
    [{ annotations: { error_code: "40P01" } }, "40P01"],
    [{ annotations: { error_code: 7 } }, undefined],
    [{ http: { response: { status: 200 } }, annotations: { error_code: "x" } }, "200"],
    [{}, undefined],
  ])("of %j is %s", (members, code) => expect(stepCode(stepOf(members))).toBe(code));
});

test("a step is named by what it does where it is a query, and else by its name", () => {
  expect(stepTitle(stepOf({ sql: { sanitized_query: "DELETE FROM sessions" } }))).toBe("delete sessions");
  expect(stepTitle(stepOf({ name: "render" }))).toBe("render");
  expect(stepTitle(stepOf({ name: "wait for a connection", sql: { sanitized_query: "SELECT 1" } }))).toBe(
    "wait for a connection",
  );
});

test.each<[string, Members, object]>([
  ["is read from its namespace", { metadata: { database: { num_results: 3 } } }, { num_results: 3 }],
  ["is nothing where it is a list", { metadata: { database: [1] as never } }, {}],
  ["is nothing where there is none", {}, {}],
])("what the back end records of a query %s", (_case, members, database) =>
  expect(databaseOf(stepOf(members))).toEqual(database),
);

describe("the pool of connections", () => {
  test.each<[string, Members, string]>([
    [
      "that held one",
      { annotations: { pool_size: 1, ahead: 1 } },
      " The pool holds 1, it was out, 1 request was ahead.",
    ],
    [
      "that held two",
      { annotations: { pool_size: 2, ahead: 7 } },
      " The pool holds 2, both were out, 7 requests were ahead.",
    ],
    [
      "that held more",
      { annotations: { pool_size: 9, ahead: 2 } },
      " The pool holds 9, all were out, 2 requests were ahead.",
    ],
    ["in which nobody waited", { annotations: { pool_size: 5 } }, " The pool holds 5."],
    [
      "as a statement tells of it",
      { metadata: { database: { pool: { size: 3, ahead: 1 } } } },
      " The pool holds 3, all were out, 1 request was ahead.",
    ],
    ["of which nothing is known", {}, ""],
  ])("%s", (_case, members, words) => expect(poolWords(stepOf(members))).toBe(words));
});

test.each([
  [undefined, "service"],
  ["AWS::RUM::AppMonitor", "browser"],
  ["Database::SQL", "database"],
  ["AWS::ECS::Fargate", "service"],
  ["AWS::Lambda::Function", "service"],
  ["AWS::APIGateway::Stage", "service"],
  ["AWS::DynamoDB::Table", "remote"],
  ["AWS::SQS::Queue", "remote"],
  ["remote", "remote"],
])("a thing of the type %s has its place among %s", (type, place) => expect(placeOfType(type)).toBe(place));
