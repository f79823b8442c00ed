import { describe, expect, it } from "vitest";
import { makeAttributes, makeCall, makeSpan, documentOf } from "../testing/make-span.ts";
import { makeDocument, makePart, segmentId, toPartSpan, toSegmentSpan } from "../testing/make-stored-span.ts";

describe("toStoredSpan", () => {
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
