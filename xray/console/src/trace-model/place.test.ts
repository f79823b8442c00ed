import { describe, expect, test } from "vitest";
import { makeSub } from "../testing/make-documents.ts";
import { isWait, placeOfSubsegment, placeOfType } from "./place.ts";
import type { Place } from "./step.ts";

test.each<[string | undefined, Place]>([
  [undefined, "service"],
  ["AWS::RUM::AppMonitor", "browser"],
  ["Database::SQL", "database"],
  ["remote", "remote"],
  ["AWS::DynamoDB::Table", "remote"],
  ["AWS::SQS::Queue", "remote"],
  ["AWS::EC2::Instance", "service"],
  ["AWS::ECS::Fargate", "service"],
  ["AWS::ElasticBeanstalk::Environment", "service"],
  ["AWS::Lambda", "service"],
  ["AWS::Lambda::Function", "service"],
  ["AWS::ApiGateway::Stage", "service"],
  ["AWS::APIGateway::Stage", "service"],
  ["Something::Own", "service"],
])("a segment of the type %s ran in a %s", (type, place) => {
  expect(placeOfType(type)).toBe(place);
});

describe("a step of a browser's segment", () => {
  const sql = { sql: { sanitized_query: "select 1" } };
  test.each<[string, Parameters<typeof makeSub>[3], boolean, Place]>([
    ["that works itself is the browser's", {}, false, "browser"],
    ["that calls what sent no segment stands for the callee", { namespace: "remote" }, false, "remote"],
    ["that calls what sent a segment stays the caller's", { namespace: "remote" }, true, "browser"],
    ["that calls AWS stands for the service", { namespace: "aws" }, false, "remote"],
    [
      "with a statement is the database's, though it is a call",
      { ...sql, namespace: "remote" },
      false,
      "database",
    ],
    ["that waits is the database's", { annotations: { wait: true } }, false, "database"],
  ])("%s", (_what, extra, calleeReports, place) => {
    expect(placeOfSubsegment(makeSub("a", 0, 1, extra), "browser", calleeReports)).toBe(place);
  });
});

test.each<[string, Parameters<typeof makeSub>[3], boolean]>([
  ["wait for a connection", {}, true],
  ["queue", { annotations: { wait: true } }, true],
  ["queue", { annotations: { wait: "true" } }, false],
  ["queue", { annotations: { wait: false } }, false],
  ["wait for a friend", {}, false],
])("whether %s with %j waits: %s", (name, extra, expected) => {
  expect(isWait(makeSub("a", 0, 1, { ...extra, name }))).toBe(expected);
});
