import { fileURLToPath } from "node:url";
import type { SampleRule, SinkAddress } from "./sink.ts";

/** One of the servers that are compared. */
export interface Variant {
  label: string;
  /** What to sample; `undefined` when it is not traced. */
  rule: SampleRule | undefined;
  command: string;
  args: readonly string[];
  /** The path that tells what it has used; without it, IPC does. */
  usagePath?: string;
  /** Environment in addition to DATABASE_URL. */
  env(sink: SinkAddress | undefined): Record<string, string>;
}

/** The rule of terraform/xray.tf: five requests per second, and a tenth of the others. */
const SEEDS_RULE: SampleRule = { reservoir: 5, rate: 0.1 };
const EVERYTHING: SampleRule = { reservoir: 0, rate: 1 };

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const SERVE = path("./serve.ts");

const untraced: Variant = {
  label: "untraced",
  rule: undefined,
  command: process.execPath,
  args: [SERVE],
  env: () => ({ BENCH_VARIANT: "untraced" }),
};

function daemonAddress(sink: SinkAddress | undefined): string {
  return `tcp:127.0.0.1:${sink?.tcpPort} udp:127.0.0.1:${sink?.udpPort}`;
}

function xrayVariant(name: string, label: string, rule: SampleRule): Variant {
  return {
    label,
    rule,
    command: process.execPath,
    args: [SERVE],
    env: (sink) => ({ BENCH_VARIANT: name, AWS_XRAY_DAEMON_ADDRESS: daemonAddress(sink) }),
  };
}

/** Without the contributed sampler OpenTelemetry has no reservoir: only the rate, which is less work. */
function otelVariant(rule: SampleRule): Variant {
  return {
    label: "OpenTelemetry",
    rule,
    command: process.execPath,
    args: ["--import", path("./otel.ts"), SERVE],
    env: (sink) => ({
      BENCH_VARIANT: "untraced",
      OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
      OTEL_TRACES_SAMPLER_ARG: String(rule.rate),
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${sink?.tcpPort}`,
      OTEL_NODE_RESOURCE_DETECTORS: "none",
      OTEL_METRICS_EXPORTER: "none",
      OTEL_LOGS_EXPORTER: "none",
    }),
  };
}

function flaskVariant(python: string, homeSql: string, rule: SampleRule): Variant {
  return {
    label: "Flask, aws-xray-sdk",
    rule,
    command: python,
    args: [path("./flask/app.py")],
    usagePath: "/usage",
    env: (sink) => ({ HOME_SQL: homeSql, AWS_XRAY_DAEMON_ADDRESS: daemonAddress(sink) }),
  };
}

/** `python`: an interpreter with the packages of flask/requirements.txt, if there is one. */
export function makeVariants(python: string | undefined, homeSql: string): Variant[] {
  const rules = [SEEDS_RULE, EVERYTHING];
  return [
    untraced,
    ...rules.map((rule) => xrayVariant("ours", "ours", rule)),
    ...rules.map((rule) => xrayVariant("stock", "stock X-Ray SDK", rule)),
    ...rules.map((rule) => otelVariant(rule)),
    ...(python ? rules.map((rule) => flaskVariant(python, homeSql, rule)) : []),
  ];
}
