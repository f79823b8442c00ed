import { describe, expect, it } from "vitest";
import { toTraceId } from "../../protocol/trace-id.ts";
import { documentOf, makeAttributes, makeCall, makeSpan } from "../testing/make-span.ts";

const server = {
  "http.request.method": "GET",
  "http.response.status_code": 200,
  "url.scheme": "http",
  "url.path": "/api/activities/home",
  "url.query": "page=2",
  "server.address": "localhost",
  "server.port": 5000,
  "client.address": "10.1.2.3",
  "network.peer.address": "127.0.0.1",
  "user_agent.original": "curl/8",
  "http.response.body.size": 512,
  "http.route": "/api/activities/:name",
};

describe("a server span", () => {
  it("becomes the segment that the X-Ray SDK would have sent", () => {
    const span = makeSpan({
      parentSpanId: "b7ad6b7169203331",
      attributes: { ...server, "enduser.id": "alice" },
      scope: "@opentelemetry/instrumentation-http 0.301.0",
    });
    expect(documentOf(span)).toEqual({
      trace_id: "1-6b00de39-26be0b22a1d1c3e4f5061728",
      id: "00f067aa0ba902b7",
      parent_id: "b7ad6b7169203331",
      name: "backend-flask",
      start_time: 1_795_500_000,
      end_time: 1_795_500_000.1,
      user: "alice",
      http: {
        request: {
          method: "GET",
          url: "http://localhost:5000/api/activities/home?page=2",
          user_agent: "curl/8",
          client_ip: "10.1.2.3",
          x_forwarded_for: true,
        },
        response: { status: 200, content_length: 512 },
      },
      aws: { xray: { auto_instrumentation: false } },
      metadata: {
        default: { "otel.resource.service.name": "backend-flask", "http.route": "/api/activities/:name" },
        otel: {
          span_name: "GET /api/activities/home",
          scope: "@opentelemetry/instrumentation-http 0.301.0",
        },
      },
    });
  });

  it("is read the same in the conventions before 2023", () => {
    const attributes = {
      "http.method": "POST",
      "http.status_code": "201",
      "http.scheme": "https",
      "http.target": "/api/activities?x=1",
      "net.host.name": "cruddur.example",
      "net.host.port": 443,
      "net.peer.ip": "10.1.2.3",
      "http.user_agent": "curl/8",
    };
    const { http, metadata } = documentOf(makeSpan({ attributes }), {});
    expect(http).toEqual({
      request: {
        method: "POST",
        url: "https://cruddur.example/api/activities?x=1",
        user_agent: "curl/8",
        client_ip: "10.1.2.3",
      },
      response: { status: 201 },
    });
    expect(metadata).toBeUndefined();
  });

  it.each([
    [{ ...server, "url.full": "https://front/x" }, "https://front/x"],
    [{ "http.method": "GET", "http.host": "front:8080", "server.address": "10.0.0.1" }, "http://front:8080/"],
    [{ "http.method": "GET", "http.server_name": "front", "net.host.port": 80 }, "http://front/"],
    [{ "http.method": "GET", "url.path": "/x" }, undefined],
  ])("with %j asks for %s", (attributes, url) => {
    expect(documentOf(makeSpan({ attributes })).http?.request?.url).toBe(url);
  });

  it.each([
    ["has no end", makeSpan({ endSec: Number.NaN })],
    ["says so", makeSpan({ attributes: { "aws.xray.inprogress": true } })],
  ])("that %s is in progress", (_name, span) => {
    const document = documentOf(span, {});
    expect(document.in_progress).toBe(true);
    expect(document.end_time).toBeUndefined();
    expect(document.metadata).toBeUndefined();
  });

  it("about no HTTP request has no http block", () => {
    expect(documentOf(makeSpan({ attributes: { "server.address": "x", "rpc.system": "grpc" } })).http).toBe(
      undefined,
    );
  });

  it("keeps its links, with trace ids in X-Ray's form, as a subsegment does", () => {
    const attributes = makeAttributes({ "messaging.batch": 3 });
    const link = { traceId: "5759e988bd862e3fe1be46a994272793", spanId: "53995c3f42cd8ad8", attributes };
    const links = [
      {
        trace_id: "1-5759e988-bd862e3fe1be46a994272793",
        id: "53995c3f42cd8ad8",
        attributes: { "messaging.batch": 3 },
      },
    ];
    expect(documentOf(makeSpan({ kind: "consumer", links: [link] })).links).toEqual(links);
    const within = documentOf(makeCall({}, { kind: "consumer", links: [link] }));
    expect(within.links).toEqual(links);
    expect(within.metadata).toBeUndefined();
  });

  it("keeps links beyond the 20 that X-Ray takes in its metadata", () => {
    const toLink = (index: number) => ({
      traceId: index.toString(16).padStart(32, "1"),
      spanId: "53995c3f42cd8ad8",
      attributes: makeAttributes({}),
    });
    const { links, metadata } = documentOf(
      makeSpan({ links: Array.from({ length: 22 }, (_, index) => toLink(index)) }),
    );
    expect(links).toHaveLength(20);
    expect(metadata?.["otel"]).toMatchObject({
      links: [20, 21].map((index) => ({ trace_id: toTraceId(toLink(index).traceId) })),
    });
  });
});

describe("local work", () => {
  it("becomes a subsegment that is no node", () => {
    const document = documentOf(makeCall({ rows: 3 }, { kind: "internal", name: "render" }));
    expect(document).toMatchObject({
      name: "render",
      type: "subsegment",
      metadata: { default: { rows: 3 } },
    });
    expect(document.namespace).toBeUndefined();
  });
});

describe("a resource", () => {
  it.each([
    [{ "cloud.platform": "aws_ec2" }, "AWS::EC2::Instance"],
    [{ "cloud.platform": "aws_ecs" }, "AWS::ECS::Container"],
    [{ "cloud.platform": "aws_ecs", "aws.ecs.launchtype": "fargate" }, "AWS::ECS::Fargate"],
    [{ "cloud.platform": "aws_ecs", "aws.ecs.launchtype": "ec2" }, "AWS::ECS::EC2"],
    [{ "cloud.platform": "aws_eks", "cloud.provider": "aws" }, "AWS::EKS::Container"],
    [{ "cloud.platform": "aws_elastic_beanstalk" }, "AWS::ElasticBeanstalk::Environment"],
    [{ "cloud.platform": "aws_app_runner" }, "AWS::AppRunner::Service"],
    [{ "cloud.platform": "aws_eks", "cloud.provider": "azure" }, undefined],
    [{ "cloud.platform": "gcp_cloud_run" }, undefined],
    [{ "cloud.platform": "constructor" }, undefined],
    [{}, undefined],
  ])("with %j has the origin %s", (resource, origin) => {
    expect(documentOf(makeSpan(), resource).origin).toBe(origin);
  });

  it("tells where the service runs and what traced it", () => {
    const resource = {
      "cloud.provider": "aws",
      "cloud.platform": "aws_ec2",
      "cloud.account.id": "123456789012",
      "cloud.availability_zone": "us-east-1a",
      "host.id": "i-0123456789abcdef0",
      "host.type": "t3.micro",
      "host.image.id": "ami-1",
      "k8s.cluster.name": "c",
      "k8s.pod.name": "p",
      "aws.log.group.arns": ["arn:aws:logs:us-east-1:123456789012:log-group:backend:*"],
      "service.name": "backend-flask",
      "service.version": "1.2.3",
      "telemetry.sdk.name": "opentelemetry",
      "telemetry.sdk.language": "nodejs",
      "telemetry.sdk.version": "2.12.0",
      "telemetry.distro.version": "0.1",
    };
    const { aws, service } = documentOf(makeSpan(), resource);
    expect(service).toEqual({ version: "1.2.3" });
    expect(aws).toEqual({
      account_id: "123456789012",
      ec2: {
        instance_id: "i-0123456789abcdef0",
        availability_zone: "us-east-1a",
        instance_size: "t3.micro",
        ami_id: "ami-1",
      },
      eks: { cluster_name: "c", pod: "p" },
      cloudwatch_logs: [
        { log_group: "backend", arn: "arn:aws:logs:us-east-1:123456789012:log-group:backend:*" },
      ],
      xray: { sdk: "opentelemetry for nodejs", sdk_version: "2.12.0", auto_instrumentation: true },
    });
  });

  it.each([
    [
      { "cloud.platform": "aws_ecs", "container.name": "web", "aws.ecs.task.arn": "arn" },
      { ecs: { container: "web", task_arn: "arn" } },
    ],
    [
      {
        "cloud.platform": "aws_elastic_beanstalk",
        "service.namespace": "prod",
        "service.instance.id": "32",
        "service.version": "v1",
      },
      { elastic_beanstalk: { environment_name: "prod", version_label: "v1", deployment_id: 32 } },
    ],
    [{ "aws.log.group.names": "one&two" }, { cloudwatch_logs: [{ log_group: "one" }, { log_group: "two" }] }],
    [{ "host.id": "2c7f1b0e9d" }, {}],
  ])("with %j is %j", (resource, aws) => {
    expect(documentOf(makeSpan(), resource).aws).toEqual({ xray: { auto_instrumentation: false }, ...aws });
  });
});

describe("attributes without a place of their own", () => {
  it("are annotations where the span names them, metadata otherwise", () => {
    const attributes = {
      "aws.xray.annotations": ["user-type", "vip", "count", "absent", "list", "long", 7],
      "user-type": "admin",
      vip: true,
      count: 3,
      list: [1, 2],
      long: "x".repeat(1001),
      other: Number.NaN,
      nothing: null,
    };
    const { annotations, metadata } = documentOf(makeCall(attributes));
    expect(annotations).toEqual({ user_type: "admin", vip: true, count: 3 });
    expect(metadata?.["default"]).toEqual({ list: [1, 2], long: "x".repeat(1001), other: "NaN" });
  });

  it("of the resource can be annotations too, under the exporter's prefix", () => {
    const attributes = { "aws.xray.annotations": ["otel.resource.team"] };
    const { annotations } = documentOf(makeSpan({ attributes }), { team: "core" });
    expect(annotations).toEqual({ "otel.resource.team": "core" });
  });

  it("are annotations where the resource names them, or all, and its wish itself is none", () => {
    const prefix = "aws.xray.exporter.config";
    const attributes = { tenant: "acme", "aws.xray.annotations": ["plan"], plan: "free", rows: 3, list: [1] };
    const named = { team: "core", [`${prefix}.indexed_attributes`]: ["tenant", "otel.resource.team"] };
    const some = documentOf(makeSpan({ attributes }), named);
    expect(some.annotations).toEqual({ tenant: "acme", plan: "free", "otel.resource.team": "core" });
    expect(some.metadata?.["default"]).toEqual({ rows: 3, list: [1] });
    const asText = { ...named, [`${prefix}.indexed_attributes`]: "tenant&otel.resource.team" };
    expect(documentOf(makeSpan({ attributes }), asText).annotations).toEqual(some.annotations);
    const allAsText = { [`${prefix}.index_all_attributes`]: "true" };
    expect(documentOf(makeSpan({ attributes: { rows: 3 } }), allAsText).annotations).toEqual({ rows: 3 });
    const all = { team: "core", [`${prefix}.index_all_attributes`]: true };
    const document = documentOf(makeSpan({ attributes }), all);
    expect(document.annotations).toEqual({
      tenant: "acme",
      plan: "free",
      rows: 3,
      "otel.resource.team": "core",
    });
    expect(document.metadata?.["default"]).toEqual({ list: [1] });
    expect(documentOf(makeCall({ rows: 3 }), all).annotations).toEqual({ rows: 3 });
  });

  it("may bring whole namespaces of metadata as JSON", () => {
    const attributes = {
      "aws.xray.metadata.orders": '{"ids":[1,2]}',
      "aws.xray.metadata.Default": '{"a":1}',
      "aws.xray.metadata.broken": "{",
      "aws.xray.metadata.list": "[]",
    };
    expect(documentOf(makeCall(attributes)).metadata).toEqual({
      orders: { ids: [1, 2] },
      default: { a: 1, "aws.xray.metadata.broken": "{", "aws.xray.metadata.list": "[]" },
    });
  });

  it("do not reach the prototype", () => {
    const attributes = new Map([["__proto__", "x"]]);
    const { metadata } = documentOf({ ...makeCall({}, { name: "span" }), attributes });
    expect(Object.getPrototypeOf(metadata?.["default"])).toBe(Object.prototype);
  });
});

describe("events", () => {
  it("that are no exceptions are kept beside the metadata", () => {
    const event = { name: "cache miss", timeSec: 1_795_500_000.05, attributes: makeAttributes({ key: "k" }) };
    expect(documentOf(makeCall({}, { events: [event] })).metadata?.["otel"]).toEqual({
      events: [{ name: "cache miss", time: 1_795_500_000.05, attributes: { key: "k" } }],
    });
  });
});
