import { describe, expect, it, test } from "vitest";
import { parseSegmentDocument } from "./parse-segment-document.ts";
import * as sdk from "./testing/sdk-documents.ts";
import { parseValue, parseValid, segment, subsegment } from "./testing/parse-value.ts";

describe("what clients send", () => {
  test.each(Object.entries(sdk))("%s is taken", (_, document) => {
    expect(parseValue(document)).toMatchObject({ ok: true });
  });

  it("keeps every member of a segment of Node's SDK", () => {
    expect(parseValid(sdk.nodeCaller)).toEqual(sdk.nodeCaller);
    expect(parseValid(sdk.nodeSameErrorThrice)).toEqual(sdk.nodeSameErrorThrice);
    expect(parseValid(sdk.nodeDynamoDb)).toEqual(sdk.nodeDynamoDb);
    expect(parseValid(sdk.nodeStreamed)).toEqual(sdk.nodeStreamed);
  });

  it("keeps what the service adds for Lambda and links", () => {
    expect(parseValid(sdk.lambdaService)).toEqual(sdk.lambdaService);
    expect(parseValid(sdk.sqsConsumer)).toEqual(sdk.sqsConsumer);
  });

  it("leaves out what Python's SDK repeats in embedded subsegments, and its namespace of local work", () => {
    const [mockData] = parseValid(sdk.pythonFlask).subsegments ?? [];
    expect(mockData).toEqual({
      id: "8c0e2a4b6d1f3957",
      name: "mock-data",
      start_time: 1795218990.130456,
      end_time: 1795218990.140456,
      metadata: { default: { now: "2026-11-24", "results-size": 3 } },
    });
  });
});

describe("what people's software sends", () => {
  it("leaves out empty texts, which stand for what is not known", () => {
    const aws = {
      account_id: "",
      operation: "",
      region: "",
      queue_url: "",
      bucket_name: "",
      xray: { sdk: "x" },
    };
    const http = { request: { method: "GET", user_agent: "", client_ip: "" }, response: { status: 200 } };
    expect(
      parseValid({
        ...segment,
        user: "",
        origin: "",
        resource_arn: "",
        parent_id: "",
        type: "",
        namespace: "",
        aws,
        http,
      }),
    ).toEqual({
      ...segment,
      aws: { xray: { sdk: "x" } },
      http: { request: { method: "GET" }, response: { status: 200 } },
    });
  });

  it("takes a name that is no text for none, wherever it is", () => {
    const html = { "py/newargs": ["core/bits/ga.html"] };
    const inner = { ...subsegment, id: "a7a60b7a93e31522", name: html };
    const outer = { ...subsegment, subsegments: [inner] };
    expect(parseValue({ ...segment, subsegments: [outer] })).toMatchObject({
      code: "MissingName",
      id: segment.id,
    });
    expect(parseValue({ ...segment, name: 7 })).toMatchObject({ code: "MissingName" });
  });

  it.each([" ", "   ", "\u00a0\u3000"])("refuses the name %j, of spaces alone", (name) => {
    expect(parseValue({ ...segment, name })).toMatchObject({ code: "InvalidName" });
  });

  it("keeps annotations with the keys of API Gateway", () => {
    const annotations = { "aws:api_id": "k3x9", "aws:api_stage": "prod" };
    expect(parseValid({ ...segment, annotations }).annotations).toEqual(annotations);
    const others = { "Trace Name": "x", "k-dash": 1, größe: 4, nul: null, lst: [1], ok_1: 1 };
    expect(parseValid({ ...segment, annotations: others }).annotations).toEqual({ ok_1: 1 });
  });

  it.each([
    ["[0.5, NaN]", "NaN"],
    ["-Infinity", "Infinity"],
  ])("names what is no number in JSON: %s", (value, name) => {
    const text = JSON.stringify({ ...segment, metadata: { default: { score: 0 } } }).replace(
      '"score":0',
      `"score":${value}`,
    );
    expect(parseSegmentDocument(text)).toEqual({
      ok: false,
      code: "ParseError",
      message: `Invalid segment. ErrorCode: ParseError, Cause: ${name} is no number in JSON`,
    });
  });

  it("keeps a comma in a name from being taken for a part of it", () => {
    expect(parseValue({ ...segment, name: "books@sql-1.example.net,1433" })).toMatchObject({
      code: "InvalidName",
    });
  });
});
