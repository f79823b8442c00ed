import type { ServerStatus } from "../console-wire/server-status.ts";
import { toClientEnvironment, toReachable } from "./client-environment.ts";
import { formatCounted } from "../text/format-text.ts";

/** What the receiver asks for; with less, the kernel drops bursts of segments while the machine is busy. */
const WANTED_BUFFER_BYTES = 16 * 2 ** 20;

export interface WelcomeOptions {
  dataDirectory: string;
  region: string;
  /** Nothing is written to disk. */
  inMemory: boolean;
}

/** What a server prints when it is ready: where it listens, what it keeps, and what to set in an app. */
export function toWelcome(
  { listeners, arrivals, store, forwarding }: ServerStatus,
  { dataDirectory, region, inMemory }: WelcomeOptions,
): string {
  const kept = inMemory
    ? "nothing is kept: traces go with this process"
    : `${dataDirectory}   ${formatCounted(store.traces, "trace")}, ${toMegabytes(store.bytes)} of at most ${toMegabytes(store.capBytes)}`;
  const on =
    forwarding === undefined ? [] : [`On    ${forwarding.target}   what arrives is sent there as well`];
  const settings = toClientEnvironment(listeners, region);
  const lines = [
    `UDP   ${listeners.daemonUdp}   segments, as an X-Ray daemon takes them`,
    `TCP   ${listeners.daemonTcp}   sampling rules and targets, and the whole X-Ray API`,
    `HTTP  http://${listeners.api}   console, X-Ray API and OTLP`,
    `Data  ${kept}`,
    ...on,
    "",
    "For your app:",
    `  X-Ray SDK       AWS_XRAY_DAEMON_ADDRESS=${settings["AWS_XRAY_DAEMON_ADDRESS"]}`,
    `  OpenTelemetry   OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=${settings["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]}`,
    `  AWS CLI         aws --endpoint-url ${settings["AWS_ENDPOINT_URL_XRAY"]} --region ${region} xray get-trace-summaries …`,
    "",
    `Open http://${toReachable(listeners.api)} to see traces.`,
  ];
  if (arrivals.receiveBufferBytes < WANTED_BUFFER_BYTES) {
    lines.push(
      `The kernel grants a receive buffer of ${toMegabytes(arrivals.receiveBufferBytes)}; for bursts of segments allow ` +
        `${toMegabytes(WANTED_BUFFER_BYTES)} (Linux: sysctl -w net.core.rmem_max=${WANTED_BUFFER_BYTES}).`,
    );
  }
  return lines.join("\n");
}

function toMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`;
}
