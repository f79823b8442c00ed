import { describe, expect, it } from "vitest";
import { makeDocument, makePart, segmentId, toPartSpan, toSegmentSpan } from "../testing/make-stored-span.ts";

describe("toStoredSpan", () => {
  it("makes a server span of a segment that answered an HTTP request", () => {
    const segment = makeDocument({
      http: {
        request: {
          method: "GET",
          url: "http://localhost:5000/api/activities/home",
          user_agent: "curl/8.5.0",
          client_ip: "127.0.0.1",
          x_forwarded_for: true,
        },
        response: { status: 200, content_length: 512 },
      },
      user: "andrewbrown",
      aws: { xray: { sdk: "X-Ray for Node.js", sdk_version: "3.12.0", rule_name: "Default" } },
    });
    expect(toSegmentSpan(segment)).toEqual({
      resource: {
        attributes: {
          "service.name": "backend-flask",
          "telemetry.sdk.name": "X-Ray for Node.js",
          "telemetry.sdk.version": "3.12.0",
        },
      },
      traceId: "6b00de3926be0b22a1d1c3e4f5061728",
      spanId: segmentId,
      name: "backend-flask",
      kind: "SERVER",
      startTimeUnixNano: 1_795_500_000_421_000_000,
      endTimeUnixNano: 1_795_500_000_460_000_000,
      durationNano: 39_000_000,
      attributes: {
        "aws.local.service": "backend-flask",
        "http.request.method": "GET",
        "http.method": "GET",
        "url.full": "http://localhost:5000/api/activities/home",
        "http.url": "http://localhost:5000/api/activities/home",
        "user_agent.original": "curl/8.5.0",
        "http.user_agent": "curl/8.5.0",
        "client.address": "127.0.0.1",
        "http.client_ip": "127.0.0.1",
        "aws.xray.x_forwarded_for": true,
        "http.response.status_code": 200,
        "http.status_code": 200,
        "http.response.body.size": 512,
        "http.response_content_length": 512,
        "enduser.id": "andrewbrown",
        "aws.xray.rule_name": "Default",
      },
      status: { code: "UNSET" },
      _aws: { xray: { name: "backend-flask" } },
    });
  });

  it("makes a client span of a query, with database and host of its name", () => {
    const query = makePart({
      name: "cruddur@localhost",
      namespace: "remote",
      sql: {
        url: "postgresql://localhost:5432/cruddur",
        sanitized_query: "SELECT 1",
        database_type: "PostgreSQL",
        database_version: "18.1",
        user: "cruddur",
      },
    });
    expect(toPartSpan(query, { callee: "cruddur@localhost" })).toMatchObject({
      resource: { attributes: { "service.name": "backend-flask" } },
      parentSpanId: segmentId,
      name: "",
      kind: "CLIENT",
      attributes: {
        "aws.local.service": "backend-flask",
        "aws.remote.service": "cruddur@localhost",
        "db.system.name": "postgresql",
        "db.system": "postgresql",
        "db.namespace": "cruddur",
        "db.name": "cruddur",
        "server.address": "localhost",
        "db.query.text": "SELECT 1",
        "db.statement": "SELECT 1",
        "db.user": "cruddur",
        "db.connection_string": "postgresql://localhost:5432/cruddur",
        "db.version": "18.1",
      },
      _aws: { xray: { name: "cruddur@localhost", namespace: "remote", type: "subsegment" } },
    });
  });

  it("names a call of an AWS service as AWS does", () => {
    const call = makePart({
      name: "DynamoDB",
      namespace: "aws",
      aws: {
        operation: "PutItem",
        region: "us-east-1",
        table_name: "cruds",
        account_id: "123456789012",
        retries: 2,
      },
      http: { response: { status: 502 } },
    });
    const span = toPartSpan(call, { callee: "cruds" });
    expect(span).toMatchObject({ name: "DynamoDB.PutItem", kind: "CLIENT", status: { code: "UNSET" } });
    expect(span.attributes).toEqual({
      "aws.local.service": "backend-flask",
      "aws.remote.service": "cruds",
      "aws.remote.operation": "PutItem",
      "http.response.status_code": 502,
      "http.status_code": 502,
      "aws.operation": "PutItem",
      "aws.region": "us-east-1",
      "aws.table_name": "cruds",
      "aws.account_id": "123456789012",
      "aws.xray.retries": 2,
      "rpc.system": "aws-api",
      "rpc.service": "DynamoDB",
      "rpc.method": "PutItem",
    });
  });

  it("makes an internal span of local work", () => {
    const span = toPartSpan(makePart({ name: "render", precursor_ids: ["00f067aa0ba902b8"] }));
    expect(span).toMatchObject({
      name: "",
      kind: "INTERNAL",
      attributes: { "aws.local.service": "backend-flask" },
    });
    expect(span).toHaveProperty(["_aws", "xray"], {
      name: "render",
      type: "subsegment",
      precursor_ids: ["00f067aa0ba902b8"],
    });
  });
});
