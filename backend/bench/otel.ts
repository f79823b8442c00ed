/**
 * `--import`ed before the server: OpenTelemetry's Node SDK with the instrumentations of http, express and pg, which
 * sends spans in batches by OTLP. Its own variables say what to sample and where to send (OTEL_TRACES_SAMPLER,
 * OTEL_EXPORTER_OTLP_ENDPOINT).
 */
import { register } from "node:module";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { PgInstrumentation } from "@opentelemetry/instrumentation-pg";
import { NodeSDK } from "@opentelemetry/sdk-node";

register("@opentelemetry/instrumentation/hook.mjs", import.meta.url);

new NodeSDK({
  serviceName: "backend-flask",
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation(), new PgInstrumentation()],
}).start();
