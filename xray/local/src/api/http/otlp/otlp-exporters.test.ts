import { SpanKind, SpanStatusCode, TraceFlags, context, trace } from "@opentelemetry/api";
import type { Context } from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createServiceGraph } from "../../../trace/graph/service-graph.ts";
import type { ApiContext } from "../../context.ts";
import { makeContext } from "../../testing/make-context.ts";
import { makeQuery, makeSegment } from "../../testing/make-segment.ts";
import { makeServer } from "../../testing/make-server.ts";
import type { TestServer } from "../../testing/make-server.ts";

const TRACE_ID = "6b00de3926be0b22a1d1c3e4f5061728";
const NATIVE_ID = "1-6b00de39-26be0b22a1d1c3e4f5061728";

let api: ApiContext;
let running: TestServer;

beforeEach(async () => {
  api = makeContext();
  running = await makeServer({ context: api });
});
afterEach(() => running.close());

/** What an application does that is traced with OpenTelemetry's SDK; everything has arrived when it resolves. */
async function traced(
  service: string,
  exporter: SpanExporter,
  work: (tracer: ReturnType<NodeTracerProvider["getTracer"]>) => void,
): Promise<void> {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": service }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  work(provider.getTracer("test", "1.0"));
  await provider.forceFlush();
  await provider.shutdown();
}

/** A context in which a request of another process arrives. */
function remoteContext(spanId: string): Context {
  const parent = { traceId: TRACE_ID, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  return trace.setSpanContext(context.active(), parent);
}

describe("OpenTelemetry's own exporters", () => {
  it.each([
    ["protobuf", ProtobufExporter],
    ["JSON", JsonExporter],
  ])("deliver spans as %s, compressed", async (_name, Exporter) => {
    const compression = "gzip" as NonNullable<ConstructorParameters<typeof Exporter>[0]>["compression"];
    const exporter = new Exporter({ url: `${running.url}/v1/traces`, ...(compression && { compression }) });
    await traced("backend-otel", exporter, (tracer) => {
      const server = tracer.startSpan(
        "GET /users/{id}",
        {
          kind: SpanKind.SERVER,
          attributes: {
            "http.request.method": "GET",
            "http.response.status_code": 500,
            "url.full": "http://localhost:8080/users/7",
            "aws.xray.annotations": ["tier"],
            tier: "gold",
          },
        },
        remoteContext("53995c3f42cd8ad8"),
      );
      const inside = trace.setSpan(context.active(), server);
      const query = tracer.startSpan(
        "SELECT",
        {
          kind: SpanKind.CLIENT,
          attributes: {
            "db.system.name": "postgresql",
            "db.namespace": "cruddur",
            "server.address": "localhost",
          },
        },
        inside,
      );
      query.recordException(new TypeError("boom"));
      query.setStatus({ code: SpanStatusCode.ERROR, message: "boom" });
      query.end();
      server.end();
    });
    const facts = api.store.facts(NATIVE_ID);
    expect(facts).toMatchObject({
      fault: true,
      partial: false,
      http: { method: "GET", status: 500, url: "http://localhost:8080/users/7" },
      annotations: [{ key: "tier", value: "gold" }],
    });
    expect(facts?.services.map(({ id }) => [id.Name, id.Type])).toEqual([
      ["backend-otel", undefined],
      ["cruddur@localhost", "Database::SQL"],
      ["backend-otel", "client"],
    ]);
    expect(facts?.faultRootCauses[0]?.Services[0]?.EntityPath.at(-1)?.Exceptions).toEqual([
      { Name: "TypeError", Message: "boom" },
    ]);
  });
});

describe("one trace through apps traced by OpenTelemetry and by X-Ray", () => {
  it("shows up as one trace and one map, whoever calls whom", async () => {
    const exporter = new ProtobufExporter({ url: `${running.url}/v1/traces` });
    const spanIds: string[] = [];
    await traced("front-otel", exporter, (tracer) => {
      const server = tracer.startSpan("GET /", { kind: SpanKind.SERVER }, remoteContext("53995c3f42cd8ad8"));
      const call = tracer.startSpan(
        "GET",
        {
          kind: SpanKind.CLIENT,
          attributes: { "server.address": "api.local", "http.request.method": "GET" },
        },
        trace.setSpan(context.active(), server),
      );
      spanIds.push(call.spanContext().spanId);
      call.end();
      server.end();
    });
    // The X-Ray SDK took the call's id from the header, and calls on.
    const onward = {
      id: "aaaaaaaaaaaaaaaa",
      name: "mail.local",
      namespace: "remote",
      start_time: 1_795_500_000,
      end_time: 1_795_500_001,
    };
    const middle = makeSegment({
      trace_id: TRACE_ID,
      parent_id: spanIds[0],
      name: "backend-flask",
      subsegments: [makeQuery(), onward],
    });
    expect(await api.store.put([JSON.stringify(middle)])).toEqual([]);
    await traced("mail-otel", new JsonExporter({ url: `${running.url}/v1/traces` }), (tracer) => {
      tracer.startSpan("POST /", { kind: SpanKind.SERVER }, remoteContext("aaaaaaaaaaaaaaaa")).end();
    });

    const graph = createServiceGraph();
    const facts = api.store.facts(NATIVE_ID);
    if (facts) graph.add(facts);
    const names = new Map(
      graph
        .services()
        .map(({ ReferenceId, Name, Type }) => [ReferenceId, Type === "client" ? "client" : Name]),
    );
    const edges = graph
      .services()
      .flatMap(({ ReferenceId, Edges }) =>
        Edges.map((edge) => `${names.get(ReferenceId)} > ${names.get(edge.ReferenceId)}`),
      );
    expect(edges.toSorted()).toEqual([
      "backend-flask > cruddur@localhost",
      "backend-flask > mail-otel",
      "client > front-otel",
      "front-otel > backend-flask",
    ]);
  });
});
