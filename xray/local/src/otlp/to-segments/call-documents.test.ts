import { describe, expect, it } from "vitest";
import { documentOf, documentsOf, makeCall, makeSpan } from "../testing/make-span.ts";

describe("a call", () => {
  it("of another service becomes a subsegment of its own document", () => {
    const attributes = {
      "http.request.method": "GET",
      "url.full": "http://api.example.com/x",
      "server.address": "api.example.com",
      "network.peer.address": "93.184.216.34",
      "http.response.status_code": 404,
    };
    expect(documentOf(makeCall(attributes))).toEqual({
      trace_id: "1-6b00de39-26be0b22a1d1c3e4f5061728",
      id: "b7ad6b7169203331",
      parent_id: "00f067aa0ba902b7",
      type: "subsegment",
      name: "api.example.com",
      namespace: "remote",
      start_time: 1_795_500_000,
      end_time: 1_795_500_000.1,
      error: true,
      http: {
        request: { method: "GET", url: "http://api.example.com/x" },
        response: { status: 404 },
      },
      metadata: {
        default: { "network.peer.address": "93.184.216.34" },
        otel: { span_name: "GET" },
      },
    });
  });

  it.each([
    [
      {
        "db.system.name": "postgresql",
        "db.namespace": "cruddur",
        "db.query.text": "SELECT $1",
        "server.address": "db",
        "server.port": 5432,
      },
      { connection_string: "db:5432/cruddur", database_type: "postgresql", sanitized_query: "SELECT $1" },
    ],
    [
      {
        "db.system": "mysql",
        "db.name": "cruddur",
        "db.statement": "SELECT ?",
        "db.user": "root",
        "db.connection_string": "jdbc:mysql://db:3306",
      },
      {
        connection_string: "jdbc:mysql://db:3306/cruddur",
        database_type: "mysql",
        sanitized_query: "SELECT ?",
        user: "root",
      },
    ],
    [{ "db.system": "PostgreSQL" }, { connection_string: "localhost/", database_type: "PostgreSQL" }],
    [{ "db.system": "sqlite" }, { connection_string: "localhost/", database_type: "sqlite" }],
  ])("of a database with %j has a sql block", (attributes, sql) => {
    const document = documentOf(makeCall(attributes, { name: "SELECT cruddur" }));
    expect(document).toMatchObject({ namespace: "remote", sql: { url: "SELECT cruddur", ...sql } });
    expect(document.http).toBeUndefined();
  });

  it("of a database without SQL keeps its attributes", () => {
    const document = documentOf(makeCall({ "db.system": "redis", "db.statement": "GET x" }));
    expect(document.sql).toBeUndefined();
    expect(document.metadata?.["default"]).toEqual({ "db.system": "redis", "db.statement": "GET x" });
  });

  it.each([
    [
      {
        "rpc.service": "DynamoDB",
        "rpc.method": "GetItem",
        "aws.region": "eu-west-1",
        "aws.request_id": "R1",
        "aws.dynamodb.table_names": ["users"],
      },
      { operation: "GetItem", region: "eu-west-1", request_id: "R1", table_name: "users" },
    ],
    [
      { "rpc.service": "DynamoDB", "rpc.method": "BatchGetItem", "aws.dynamodb.table_names": ["a", "b"] },
      { operation: "BatchGetItem", table_names: ["a", "b"] },
    ],
    [
      { "rpc.service": "SQS", "rpc.method": "SendMessage", "messaging.url": "https://sqs/1/q" },
      { operation: "SendMessage", queue_url: "https://sqs/1/q" },
    ],
    [
      { "rpc.method": "S3/PutObject", "aws.s3.bucket": "b", "aws.s3.key": "k", "aws.request.id": "R2" },
      { operation: "PutObject", bucket_name: "b", key: "k", request_id: "R2" },
    ],
    [
      { "rpc.service": "Lambda", "aws.operation": "Invoke", "faas.invoked_name": "f", "aws.account_id": "1" },
      { operation: "Invoke", function_name: "f", account_id: "1" },
    ],
  ])("of AWS with %j says what was called", (attributes, aws) => {
    const document = documentOf(makeCall({ "rpc.system": "aws-api", ...attributes }));
    expect(document.namespace).toBe("aws");
    expect(document.aws).toEqual(aws);
  });

  it("of AWS belongs to the caller's account unless it says otherwise", () => {
    const span = makeCall({ "rpc.system": "aws-api", "rpc.service": "S3" });
    expect(documentOf(span, { "cloud.account.id": "123456789012" }).aws?.account_id).toBe("123456789012");
    expect(documentOf(span, { "cloud.account.id": "1", "cloud.provider": "gcp" }).aws).toBeUndefined();
  });

  it("that sends a message is one, also without an HTTP request", () => {
    const attributes = { "messaging.system": "kafka", "messaging.destination.name": "orders" };
    const sent = documentOf(makeCall(attributes, { kind: "producer", name: "orders publish" }));
    expect(sent).toMatchObject({ name: "orders", namespace: "remote" });
    const taken = documentOf(makeCall(attributes, { kind: "consumer", name: "orders receive" }));
    expect(taken).toMatchObject({ name: "orders", type: "subsegment" });
    expect(taken.namespace).toBeUndefined();
  });

  it("that comes first in its service gets a segment around it, the same at every try", () => {
    const span = makeCall(
      { "server.address": "api.example.com" },
      { parentSpanId: "", status: { isError: true, message: "ECONNREFUSED" } },
    );
    const [caller, call] = documentsOf(span, { "service.name": "cli" });
    expect(caller).toMatchObject({ name: "cli", fault: true });
    expect(caller?.parent_id).toBeUndefined();
    expect(caller?.type).toBeUndefined();
    expect(call).toMatchObject({ id: "b7ad6b7169203331", parent_id: caller?.id, name: "api.example.com" });
    expect(call?.cause).toMatchObject({ exceptions: [{ id: caller?.cause, message: "ECONNREFUSED" }] });
    expect(documentsOf(span, { "service.name": "cli" })[0]?.id).toBe(caller?.id);
    expect(caller?.id).not.toBe(call?.id);
  });

  it.each([
    ["client", [0, 1]],
    ["producer", [0, 1]],
    ["consumer", [1, 0]],
  ] as const)("has the links of a first %s where they belong", (kind, counts) => {
    const link = {
      traceId: "5759e988bd862e3fe1be46a994272793",
      spanId: "53995c3f42cd8ad8",
      attributes: new Map(),
    };
    const span = makeSpan({ kind, links: [link], attributes: { "aws.span.kind": "LOCAL_ROOT" } });
    expect(documentsOf(span).map(({ links = [] }) => links.length)).toEqual(counts);
  });
});
