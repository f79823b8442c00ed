import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { context, SpanKind, SpanStatusCode, trace, TraceFlags } from "@opentelemetry/api";
import type { Attributes, Context, Tracer } from "@opentelemetry/api";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import { assertIncludes } from "../api-walk/api-client.ts";
import { newDocument } from "../api-walk/documents.ts";
import type { Run } from "../client.ts";
import { until } from "../until.ts";
import { segmentOf, subsegmentOf } from "./documents-of.ts";

const SERVICE = "till-otel";

/** Makes spans here, exports them, and compares them with what arrives. */
export async function checkExporter(run: Run, exporter: SpanExporter): Promise<void> {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": SERVICE }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  try {
    await checkSpans(run, provider.getTracer("conformance"), () => provider.forceFlush());
  } finally {
    await provider.shutdown();
  }
}

async function checkSpans(
  { check, observer }: Run,
  tracer: Tracer,
  flush: () => Promise<void>,
): Promise<void> {
  await check("segment of a request", async () => {
    const traceId = serveRequest(tracer, "/span/1", () => undefined);
    await flush();
    assertIncludes(await segmentOf(observer, traceId), { name: SERVICE });
    const [summary] = await observer.summaries('http.url CONTAINS "/span/1"');
    assertIncludes(summary ?? {}, {
      Id: traceId,
      HasFault: false,
      Http: { HttpStatus: 200, HttpMethod: "GET" },
    });
  });

  await check("subsegment, annotation, metadata", async () => {
    const annotated = { customer: "c-1", "aws.xray.annotations": ["customer"], items: 3 };
    const traceId = serveRequest(tracer, "/span/2", (inside) =>
      tracer.startSpan("work", { attributes: annotated }, inside).end(),
    );
    await flush();
    await segmentOf(observer, traceId);
    assertIncludes(await subsegmentOf(observer, traceId, "work"), {
      annotations: { customer: "c-1" },
      metadata: { default: { items: 3 } },
    });
    const found = await observer.summaries('annotation[customer] = "c-1"');
    assert.deepEqual(
      found.map(({ Id }) => Id),
      [traceId],
    );
  });

  await check("exception and fault", async () => {
    const traceId = serveRequest(tracer, "/span/fault", () => undefined, new Error("the till is on fire"));
    await flush();
    await segmentOf(observer, traceId);
    const [summary] = await observer.summaries('fault AND http.url CONTAINS "/span/fault"');
    assertIncludes(summary ?? {}, { Id: traceId, HasFault: true, Http: { HttpStatus: 500 } });
    assert.match(JSON.stringify(summary?.FaultRootCauses), /the till is on fire/);
  });

  await check("one trace with an X-Ray SDK", async () => {
    const caller = newDocument(Date.now() / 1_000, "caller");
    const call = { id: randomBytes(8).toString("hex"), name: SERVICE, namespace: "remote" };
    const times = { start_time: caller["start_time"], end_time: caller["end_time"] };
    await observer.seed([{ ...caller, subsegments: [{ ...call, ...times }] }]);
    const parent = { traceId: toOtel(caller.trace_id), spanId: call.id, traceFlags: TraceFlags.SAMPLED };
    const remote = trace.setSpanContext(context.active(), { ...parent, isRemote: true });
    serveRequest(tracer, "/span/3", () => undefined, undefined, remote);
    await flush();
    await until(async () => {
      const { Services = [] } = await observer.api.getTraceGraph({ TraceIds: [caller.trace_id] });
      const from = Services.find(({ Name }) => Name === "caller");
      const to = Services.find(({ Name, Type }) => Name === SERVICE && Type !== "remote");
      assert.ok(
        from?.Edges?.some(({ ReferenceId }) => ReferenceId === to?.ReferenceId),
        "no edge between them",
      );
    });
  });
}

/** A server's span, failed when there is an error. Returns the trace's id in X-Ray's form. */
function serveRequest(
  tracer: Tracer,
  path: string,
  work: (inside: Context) => void,
  error?: Error,
  parent: Context = context.active(),
): string {
  const attributes: Attributes = {
    "http.request.method": "GET",
    "url.full": `http://till.example${path}`,
    "http.response.status_code": error ? 500 : 200,
  };
  const span = tracer.startSpan(`GET ${path}`, { kind: SpanKind.SERVER, attributes }, parent);
  work(trace.setSpan(parent, span));
  if (error) {
    span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
  return toXray(span.spanContext().traceId);
}

function toXray(traceId: string): string {
  return `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;
}

function toOtel(traceId: string): string {
  return traceId.slice(2).replace("-", "");
}
