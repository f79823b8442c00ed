import { describe, expect, it } from "vitest";
import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import { makeCall, makeSpan, makeAttributes, documentOf } from "../testing/make-span.ts";
import { toStoredSpan } from "./to-stored-span.ts";
import type { SpanPlace } from "./to-stored-span.ts";
import type { StoredSpan } from "./stored-span.ts";

const traceId = "1-6b00de39-26be0b22a1d1c3e4f5061728";
const segmentId = "00f067aa0ba902b7";

function makeDocument(members: Readonly<Record<string, unknown>> = {}): SegmentDocument {
  const text = JSON.stringify({
    id: segmentId,
    trace_id: traceId,
    name: "backend-flask",
    start_time: 1_795_500_000.421,
    end_time: 1_795_500_000.46,
    ...members,
  });
  const parsed = parseSegmentDocument(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document;
}

/** A subsegment of `makeDocument()`. */
function makePart(members: Readonly<Record<string, unknown>>): SegmentDocument {
  return makeDocument({ id: "b7ad6b7169203331", type: "subsegment", parent_id: segmentId, ...members });
}

function toSegmentSpan(segment: SegmentDocument): StoredSpan {
  return toStoredSpan(segment, { traceId, parentId: segment.parent_id, segment, callee: undefined });
}

function toPartSpan(part: SegmentDocument, place: Partial<SpanPlace> = {}): StoredSpan {
  return toStoredSpan(part, {
    traceId,
    parentId: segmentId,
    segment: makeDocument(),
    callee: undefined,
    ...place,
  });
}

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

  it("tells exceptions as events at the end, and keeps their cause", () => {
    const cause = {
      exceptions: [
        {
          id: "1111111111111111",
          type: "TypeError",
          message: "no such crud",
          remote: false,
          truncated: 3,
          cause: "2222222222222222",
          stack: [
            { path: "src/cruds.ts", line: 12, label: "findCrud" },
            { path: "node:internal/process", line: null, label: "run" },
            { path: "src/app.ts", line: 4 },
          ],
        },
        { id: "2222222222222222", message: "timeout" },
      ],
    };
    const span = toSegmentSpan(makeDocument({ fault: true, cause }));
    expect(span.status).toEqual({ code: "ERROR", message: "no such crud" });
    expect(span.events).toEqual([
      {
        name: "exception",
        timeUnixNano: 1_795_500_000_460_000_000,
        attributes: {
          "exception.type": "TypeError",
          "exception.message": "no such crud",
          "exception.stacktrace": [
            "TypeError: no such crud",
            "    at findCrud (src/cruds.ts:12)",
            "    at run (node:internal/process)",
            "    at src/app.ts:4",
          ].join("\n"),
          "aws.xray.exception.id": "1111111111111111",
          "aws.xray.exception.remote": false,
          "aws.xray.exception.truncated": 3,
          "aws.xray.exception.cause": "2222222222222222",
        },
      },
      {
        name: "exception",
        timeUnixNano: 1_795_500_000_460_000_000,
        attributes: { "exception.message": "timeout", "aws.xray.exception.id": "2222222222222222" },
      },
    ]);
    expect(span).toHaveProperty(["_aws", "xray"], { name: "backend-flask", fault: true, cause });
  });

  it.each([
    ["the id of an exception", "1111111111111111"],
    ["the id of the subsegment that has it", { id: "b7ad6b7169203331" }],
  ])("makes no event of %s", (_, cause) => {
    const span = toSegmentSpan(makeDocument({ error: true, throttle: true, cause }));
    expect(span).not.toHaveProperty("events");
    expect(span.status).toEqual({ code: "ERROR" });
    expect(span).toHaveProperty(["_aws", "xray"], {
      name: "backend-flask",
      error: true,
      throttle: true,
      cause,
    });
  });

  it("gives annotations their own names, also where something else has it, and lists them", () => {
    const span = toSegmentSpan(
      makeDocument({
        http: { request: { method: "GET" } },
        annotations: { crud_id: 7, is_new: true, "http.method": "mine" },
        metadata: { default: { rows: [1, 2] }, debug: { sql: "SELECT" }, loose: 1 },
      }),
    );
    expect(span.attributes).toEqual({
      "aws.local.service": "backend-flask",
      "http.request.method": "GET",
      "http.method": "mine",
      crud_id: 7,
      is_new: true,
      "aws.xray.annotation_keys": ["crud_id", "is_new", "http.method"],
      "aws.xray.metadata.default": '{"rows":[1,2]}',
      "aws.xray.metadata.debug": '{"sql":"SELECT"}',
      "aws.xray.metadata.loose": "1",
    });
  });

  it("has no end while the segment is in progress", () => {
    const span = toSegmentSpan(makeDocument({ end_time: undefined, in_progress: true }));
    expect(span).not.toHaveProperty("endTimeUnixNano");
    expect(span).not.toHaveProperty("durationNano");
    expect(span.attributes["aws.xray.inprogress"]).toBe(true);
  });

  it("has links to other traces", () => {
    const links = [
      { trace_id: "1-5759e988-bd862e3fe1be46a994272793", id: "1111111111111111", attributes: { n: 1 } },
    ];
    expect(toSegmentSpan(makeDocument({ links })).links).toEqual([
      { traceId: "5759e988bd862e3fe1be46a994272793", spanId: "1111111111111111", attributes: { n: 1 } },
    ]);
  });

  it("tells where a service runs as its resource", () => {
    const { resource, attributes } = toSegmentSpan(
      makeDocument({
        origin: "AWS::ECS::Fargate",
        resource_arn: "arn:aws:ecs:us-east-1:123456789012:service/backend",
        service: { version: "1.2" },
        aws: {
          account_id: "123456789012",
          ecs: { container: "backend", task_arn: "arn:task" },
          cloudwatch_logs: [{ log_group: "backend" }, { log_group: "other", arn: "arn:other" }],
        },
      }),
    );
    expect(resource.attributes).toEqual({
      "service.name": "backend-flask",
      "service.version": "1.2",
      "cloud.provider": "aws",
      "cloud.platform": "aws_ecs",
      "cloud.account.id": "123456789012",
      "cloud.resource_id": "arn:aws:ecs:us-east-1:123456789012:service/backend",
      "container.name": "backend",
      "aws.ecs.task.arn": "arn:task",
      "aws.log.group.names": ["backend", "other"],
      "aws.log.group.arns": ["arn:other"],
    });
    expect(attributes).toEqual({
      "aws.local.service": "backend-flask",
      "aws.xray.origin": "AWS::ECS::Fargate",
    });
  });

  it("knows no resource below a subsegment whose segment never arrived", () => {
    const span = toPartSpan(makePart({ name: "render" }), { segment: undefined });
    expect(span).toMatchObject({ kind: "INTERNAL", parentSpanId: segmentId, resource: { attributes: {} } });
    expect(span.attributes).toEqual({});
  });

  it("gives a span that came by OTLP back its name, scope, events, attributes and resource", () => {
    const document = documentOf(
      makeSpan({
        name: "GET /api/cruds",
        scope: "@opentelemetry/instrumentation-http 0.200.0",
        attributes: {
          "http.request.method": "GET",
          "crud.id": 7,
          "aws.xray.annotations": ["crud.id"],
          rows: [1],
        },
        events: [{ name: "cached", timeSec: 1_795_500_000.05, attributes: makeAttributes({ hit: false }) }],
      }),
      { "service.name": "cruds", "process.pid": 12 },
    );
    expect(toSegmentSpan(document)).toMatchObject({
      resource: { attributes: { "service.name": "cruds", "process.pid": 12 } },
      scope: { name: "@opentelemetry/instrumentation-http", version: "0.200.0" },
      name: "GET /api/cruds",
      attributes: { "http.request.method": "GET", "crud.id": 7, rows: [1] },
      events: [{ name: "cached", timeUnixNano: 1_795_500_000_050_000_000, attributes: { hit: false } }],
    });
    expect(Object.keys(toSegmentSpan(document).attributes)).not.toContain("aws.xray.metadata.default");
    const call = documentOf(makeCall({ "peer.service": "likes" }, { name: "GET", scope: "fetch" }));
    expect(toPartSpan(call)).toMatchObject({ name: "GET", scope: { name: "fetch" }, kind: "CLIENT" });
  });
});
