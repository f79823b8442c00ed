import { describe, expect, it, test } from "vitest";
import type { Subsegment } from "../protocol/segment-document.ts";
import { assembleTrace } from "./assemble-trace.ts";
import { inferService, inferredServiceOf } from "./infer-service.ts";
import { makeId, makeSegment, makeSubsegment } from "./testing/make-documents.ts";

describe("inferService", () => {
  test.each<[string, Partial<Subsegment>, string, string]>([
    ["a query", { name: "db@host", namespace: "remote", sql: {} }, "db@host", "Database::SQL"],
    ["a call of a host", { name: "api.example.com", namespace: "remote" }, "api.example.com", "remote"],
    [
      "a DynamoDB table",
      { name: "DynamoDB", namespace: "aws", aws: { table_name: "cruds" } },
      "cruds",
      "AWS::DynamoDB::Table",
    ],
    [
      "a DynamoDB table from Python",
      { name: "dynamodb", namespace: "aws", aws: { table_name: "cruds" } },
      "cruds",
      "AWS::DynamoDB::Table",
    ],
    [
      "DynamoDB without a table",
      { name: "dynamodb", namespace: "aws", aws: { operation: "ListTables" } },
      "dynamodb",
      "AWS::DynamoDB",
    ],
    [
      "a queue",
      { name: "SQS", namespace: "aws", aws: { queue_url: "https://sqs/1/q" } },
      "https://sqs/1/q",
      "AWS::SQS::Queue",
    ],
    [
      "a bucket",
      { name: "S3", namespace: "aws", aws: { bucket_name: "avatars" } },
      "avatars",
      "AWS::S3::Bucket",
    ],
    ...["DynamoDB", "dynamodb", "DynamoDb", "AmazonDynamoDBv2", "DynamoDBv2", "Amazon DynamoDB"].map(
      (name): [string, Partial<Subsegment>, string, string] => [
        `${name}'s table`,
        { name, namespace: "aws", aws: { table_name: "orders" } },
        "orders",
        "AWS::DynamoDB::Table",
      ],
    ),
    ...["SQS", "sqs", "AmazonSQS", "Amazon SQS", "SimpleQueueService"].map(
      (name): [string, Partial<Subsegment>, string, string] => [
        `${name}'s queue`,
        { name, namespace: "aws", aws: { queue_url: "https://sqs/1/jobs" } },
        "https://sqs/1/jobs",
        "AWS::SQS::Queue",
      ],
    ),
    ...["SNS", "AmazonSNS", "SimpleNotificationService"].map(
      (name): [string, Partial<Subsegment>, string, string] => [
        `${name}'s topic`,
        { name, namespace: "aws", aws: { topic_arn: "arn:aws:sns:eu-west-1:111122223333:crud" } },
        "arn:aws:sns:eu-west-1:111122223333:crud",
        "AWS::SNS",
      ],
    ),
    ...["S3", "Amazon S3"].map((name): [string, Partial<Subsegment>, string, string] => [
      `${name}'s bucket`,
      { name, namespace: "aws", aws: { bucket_name: "bkt" } },
      "bkt",
      "AWS::S3::Bucket",
    ]),
    ...["Lambda", "lambda", "AWSLambda", "AWS Lambda"].map(
      (name): [string, Partial<Subsegment>, string, string] => [
        `${name}'s function`,
        { name, namespace: "aws", aws: { function_name: "price-fn" } },
        "price-fn",
        "AWS::Lambda",
      ],
    ),
    [
      "the only table of a batch",
      { name: "DynamoDB", namespace: "aws", aws: { table_names: ["orders"] } },
      "orders",
      "AWS::DynamoDB::Table",
    ],
    [
      "the only resource that is named",
      { name: "DynamoDB", namespace: "aws", aws: { resource_names: ["orders"] } },
      "orders",
      "AWS::DynamoDB::Table",
    ],
    [
      "a batch of two tables",
      { name: "DynamoDB", namespace: "aws", aws: { table_names: ["orders", "carts"] } },
      "DynamoDB",
      "AWS::DynamoDB",
    ],
    [
      "another service by Java's name",
      { name: "AWSSimpleSystemsManagement", namespace: "aws" },
      "AWSSimpleSystemsManagement",
      "AWS::AWSSimpleSystemsManagement",
    ],
    [
      "a resource of the wrong type",
      { name: "S3", namespace: "aws", aws: { bucket_name: 7 } },
      "S3",
      "AWS::S3",
    ],
    ["any other AWS service", { name: "KMS", namespace: "aws" }, "KMS", "AWS::KMS"],
    [
      "an AWS host as a browser names it",
      { name: "sts.amazonaws.com", namespace: "aws" },
      "sts.amazonaws.com",
      "remote",
    ],
  ])("names the node of %s", (_, call, Name, Type) => {
    expect(inferService(makeSubsegment("call", call))).toEqual({ Name, Names: [Name], Type });
  });

  it("tells the account where the call does", () => {
    const call = makeSubsegment("KMS", { namespace: "aws", aws: { account_id: "123456789012" } });
    expect(inferService(call)).toMatchObject({ AccountId: "123456789012" });
  });

  it("finds no node in local work, whatever else it carries", () => {
    expect(inferService(makeSubsegment("work", { sql: {}, http: {} }))).toBeUndefined();
  });
});

describe("inferredServiceOf", () => {
  const inferBehind = (call: Partial<Subsegment>, calleeOrigin?: string) => {
    const caller = makeSegment("A", { subsegments: [makeSubsegment("c", { namespace: "aws", ...call })] });
    const callee = makeSegment("B", { parent_id: makeId("c") });
    if (calleeOrigin !== undefined) callee.origin = calleeOrigin;
    const step = assembleTrace([caller, callee]).stepsById.get(makeId("c"));
    return step && inferredServiceOf(step)?.Type;
  };

  it("gives way to the callee's own segment", () => {
    expect(inferBehind({ namespace: "remote" })).toBeUndefined();
    expect(inferBehind({ name: "Lambda", aws: { function_name: "f" } }, "AWS::Lambda")).toBeUndefined();
  });

  it("stays where a queue or topic lies between caller and callee", () => {
    expect(inferBehind({ name: "SQS", aws: { queue_url: "q" } })).toBe("AWS::SQS::Queue");
    expect(inferBehind({ name: "SNS" }, "AWS::Lambda")).toBe("AWS::SNS");
  });

  it("gives way to a queue or topic that sends segments itself", () => {
    expect(inferBehind({ name: "SNS" }, "AWS::SNS::Topic")).toBeUndefined();
  });
});
