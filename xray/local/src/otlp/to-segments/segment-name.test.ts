import { describe, expect, it } from "vitest";
import { segmentName, subsegmentName, toName } from "./segment-name.ts";
import { makeAttributes, makeCall, makeSpan } from "../testing/make-span.ts";
import type { SpanKind } from "../span.ts";

describe("the name of a segment", () => {
  it.each([
    ["server", {}, { "service.name": "api" }, "api"],
    ["server", { "aws.local.service": "orders" }, { "service.name": "api" }, "orders"],
    ["server", { "peer.service": "front" }, { "service.name": "api" }, "front"],
    ["consumer", { "peer.service": "kafka" }, { "service.name": "worker" }, "worker"],
    ["internal", {}, { "service.name": "unknown_service:node" }, "unknown_service:node"],
    ["internal", {}, {}, "nightly report"],
    ["server", {}, { "service.name": "api (blue)!" }, "api blue"],
  ] as const)("of kind %s with %j in %j is %s", (kind: SpanKind, attributes, resource, name) => {
    const span = makeSpan({ kind, name: "nightly report", attributes });
    expect(segmentName(span, makeAttributes(resource))).toBe(name);
  });
});

describe("the name of a call", () => {
  it.each([
    [{ "server.address": "api.example.com", "server.port": 8080 }, "api.example.com"],
    [{ "http.host": "api.example.com:8080", "net.peer.name": "10.0.0.1" }, "api.example.com"],
    [{ "net.peer.name": "api.example.com" }, "api.example.com"],
    [{ "url.full": "https://api.example.com:8443/x?y=1" }, "api.example.com"],
    [{ "http.url": "not a url" }, "GET"],
    [{ "peer.service": "users", "server.address": "10.0.0.1" }, "users"],
    [{ "service.peer.name": "users" }, "users"],
    [{ "aws.remote.service": "UnknownRemoteService" }, "UnknownRemoteService"],
    [{ "aws.remote.service": "AWS::DynamoDB", "rpc.system": "aws-api" }, "DynamoDB"],
    [{ "aws.remote.service": "AWS.SDK.S3", "rpc.system": "aws-api" }, "S3"],
    [{ "aws.remote.service": "AWS::DynamoDB" }, "AWS::DynamoDB"],
    [{ "rpc.system": "aws-api", "rpc.service": "SQS", "server.address": "sqs.amazonaws.com" }, "SQS"],
    [{ "rpc.system.name": "aws-api", "rpc.method": "DynamoDB/GetItem" }, "DynamoDB"],
    [{ "aws.service": "Kinesis" }, "Kinesis"],
    [{ "rpc.system": "grpc", "rpc.service": "shop.Cart", "rpc.method": "Add" }, "shop.Cart"],
    [{ "rpc.system.name": "grpc", "rpc.method": "shop.Cart/Add" }, "shop.Cart"],
    [{ "db.system": "postgresql", "db.name": "cruddur", "net.peer.name": "db" }, "cruddur@db"],
    [
      { "db.name": "cruddur", "db.connection_string": "jdbc:mysql://u:p@db.example.com:3306/x" },
      "cruddur@db.example.com",
    ],
    [{ "db.name": "cruddur", "db.connection_string": "postgresql://[::1]:5432" }, "cruddur@::1"],
    [{ "db.system.name": "postgresql", "db.namespace": "cruddur|public" }, "cruddur"],
    [{ "db.system": "redis", "server.address": "cache" }, "cache"],
    [{ "db.system": "sqlite", "db.statement": "select 1" }, "sqlite"],
    [{ "db.system.name": "redis" }, "redis"],
    [{ "messaging.system": "kafka" }, "kafka"],
    [{}, "GET"],
  ])("with %j is %s", (attributes, name) => {
    expect(subsegmentName(makeCall(attributes))).toBe(name);
  });

  it("of a message is its queue, not its broker", () => {
    const attributes = { "messaging.destination.name": "orders", "server.address": "broker" };
    expect(subsegmentName(makeCall(attributes, { kind: "producer" }))).toBe("orders");
  });

  it("is the span's for local work, whatever it touches", () => {
    const attributes = { "db.name": "cruddur", "server.address": "db", "aws.remote.service": "x" };
    expect(subsegmentName(makeCall(attributes, { kind: "internal", name: "render" }))).toBe("render");
  });
});

describe("a name", () => {
  it.each([
    ["GET /users/{id}?x=(1)", "GET /users/idx=1"],
    ["Zürich 世界 _.:/%&#=+\\-@", "Zürich 世界 _.:/%&#=+\\-@"],
    ["(!)", "span"],
    ["", "span"],
    ["tab\tand\nline", "tabandline"],
    ["𐐀".repeat(300), "𐐀".repeat(200)],
  ])("of %j is %j", (text, name) => {
    expect(toName(text)).toBe(name);
  });
});
