import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { Client } from "../client.ts";
import { checkExporter } from "../recording/check-exporter.ts";
import { pinnedVersion } from "./pinned-version.ts";

export const openTelemetryAsProtobuf = defineClient({
  id: "otlp-protobuf",
  name: "OpenTelemetry, OTLP/protobuf",
  packageName: "@opentelemetry/exporter-trace-otlp-proto",
  createExporter: (url) => new ProtobufExporter({ url }),
});

export const openTelemetryAsJson = defineClient({
  id: "otlp-json",
  name: "OpenTelemetry, OTLP/JSON",
  packageName: "@opentelemetry/exporter-trace-otlp-http",
  createExporter: (url) => new JsonExporter({ url }),
});

interface Exporting {
  id: string;
  name: string;
  packageName: string;
  createExporter: (url: string) => SpanExporter;
}

function defineClient({ id, name, packageName, createExporter }: Exporting): Client {
  return {
    id,
    name,
    section: "recording",
    isExpectedInCi: true,
    async find() {
      return { version: pinnedVersion(packageName) };
    },
    run: (run) => checkExporter(run, createExporter(`${run.server.apiUrl}/v1/traces`)),
  };
}
