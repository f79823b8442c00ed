import { describe, expect, it } from "vitest";
import { documentOf, documentsOf, makeCall, makeSpan } from "./testing/make-span.ts";
import type { AttributeValue } from "./span.ts";

/** Spans in forms that users of other software reported, with words and data of our own. */

describe("what other software calls", () => {
  it.each<[string, Record<string, AttributeValue>, object]>([
    [
      "H2, with a setting behind the database's name",
      {
        "db.system": "h2",
        "db.name": "offers?database_to_upper=false",
        "db.statement": "select 1",
        "db.connection_string": "h2:mem:",
      },
      { name: "offersdatabase_to_upper=false", namespace: "remote" },
    ],
    [
      "Redis",
      { "db.system": "redis", "db.statement": "GET k", "net.peer.name": "cache-1", "net.peer.port": 6379 },
      { name: "cache-1", namespace: "remote" },
    ],
    [
      "SQL Server, a port behind a comma, which is no part of a name",
      { "db.system": "mssql", "db.name": "books", "peer.service": "sql-1.example.net,1433" },
      { name: "sql-1.example.net1433", namespace: "remote", sql: { database_type: "mssql" } },
    ],
    [
      "Postgres as the X-Ray SDKs write it",
      {
        "db.system": "PostgreSQL",
        "db.name": "shop",
        "db.connection_string": "postgresql://db.internal:5432",
      },
      { name: "shop@db.internal", namespace: "remote", sql: { database_type: "PostgreSQL" } },
    ],
    [
      "SQLite, which has neither name nor host",
      { "db.system": "sqlite", "db.statement": "INSERT x" },
      { name: "sqlite", namespace: "remote", sql: { sanitized_query: "INSERT x" } },
    ],
  ])("%s", (_, attributes, document) => {
    expect(documentOf(makeCall(attributes))).toMatchObject(document);
  });

  it("Kafka: the queue", () => {
    const attributes = { "messaging.system": "kafka", "messaging.destination.name": "orders" };
    const sent = makeCall(attributes, { kind: "producer", name: "orders publish" });
    expect(documentOf(sent)).toMatchObject({ name: "orders", namespace: "remote" });
  });

  it("nobody, where local work names its user and a URL", () => {
    const attributes = { "enduser.id": "u1", "http.url": "http://inner/" };
    const work = documentOf(makeCall(attributes, { kind: "internal", name: "calc (fast)" }));
    expect(work).toMatchObject({ name: "calc fast", type: "subsegment" });
    expect(work.namespace).toBeUndefined();
  });
});

describe("a server that knows itself", () => {
  const asked = { "http.request.method": "GET", "url.scheme": "http", "url.path": "/p" };

  it.each([
    ["by an address with the port in it", "127.0.0.1:5177", "http://127.0.0.1:5177/p"],
    ["by IPv6", "::1", "http://[::1]:5177/p"],
    ["by IPv6 in brackets", "[::1]", "http://[::1]:5177/p"],
    ["by IPv6 in brackets with the port", "[::1]:5177", "http://[::1]:5177/p"],
    ["by name", "shop", "http://shop:5177/p"],
  ])("%s has a URL that parses", (_, address, url) => {
    const attributes = { ...asked, "server.address": address, "server.port": 5177 };
    expect(documentOf(makeSpan({ attributes })).http?.request?.url).toBe(url);
    expect(URL.canParse(url)).toBe(true);
  });
});

describe("what was taken from a queue", () => {
  it.each([undefined, true])("elsewhere is a segment, its parent remote: %s", (isParentRemote) => {
    const attributes = { "messaging.system": "rabbitmq", "messaging.destination.name": "orders" };
    const taken = makeCall(attributes, { kind: "consumer", name: "orders process", isParentRemote });
    const [document, ...others] = documentsOf(taken, { "service.name": "worker" });
    expect(document).toMatchObject({ name: "worker", parent_id: taken.parentSpanId });
    expect(document?.type).toBeUndefined();
    expect(others).toEqual([]);
  });
});
