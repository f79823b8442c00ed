import { note, ok, wrong } from "./finding.ts";
import type { Finding } from "./finding.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a server listens, as a program on this machine reaches it: `127.0.0.1:2000`, `127.0.0.1:2001`. */
export interface Reachable {
  daemon: string;
  api: string;
}

/**
 * What the settings of this environment mean for an app that is started in it: whether its segments and spans arrive at
 * this server. Sources: AWS X-Ray SDKs, "Environment variables"; OpenTelemetry, "OTLP exporter configuration" and
 * "General SDK configuration"; AWS SDKs, "Service-specific endpoints". Shows values of addresses only.
 */
export function environmentFindings(env: Environment, to: Reachable): readonly Finding[] {
  return [
    daemonAddressFinding(env, to),
    ...xraySdkFindings(env),
    spanEndpointFinding(env, to),
    ...spanFindings(env),
    ...endpointFindings(env, to),
    ...proxyFindings(env),
  ];
}

function textOf(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

function daemonAddressFinding(env: Environment, { daemon }: Reachable): Finding {
  const subject = "X-Ray SDK";
  const given = textOf(env, "AWS_XRAY_DAEMON_ADDRESS");
  const remedy = `export AWS_XRAY_DAEMON_ADDRESS=${daemon}`;
  if (given === undefined) {
    return daemon === DEFAULT_DAEMON
      ? ok(subject, `It sends to ${daemon}, where nothing else is said.`)
      : wrong(
          subject,
          `It sends to ${DEFAULT_DAEMON}, as nothing else is said, and the server takes at ${daemon}.`,
          remedy,
        );
  }
  const parts = given.split(/\s+/).map((part) => part.replace(/^(?:udp|tcp):/, ""));
  if (given.includes("://") || !parts.every((part) => /^[^:\s]+:\d{1,5}$/.test(part))) {
    return wrong(
      subject,
      `AWS_XRAY_DAEMON_ADDRESS=${given} is no address of a daemon: host:port, without a scheme.`,
      remedy,
    );
  }
  return parts.every((part) => isSameAddress(part, daemon))
    ? ok(subject, `AWS_XRAY_DAEMON_ADDRESS=${given}`)
    : wrong(
        subject,
        `AWS_XRAY_DAEMON_ADDRESS=${given} leads elsewhere: the server takes at ${daemon}.`,
        remedy,
      );
}

const DEFAULT_DAEMON = "127.0.0.1:2000";

function xraySdkFindings(env: Environment): readonly Finding[] {
  const findings: Finding[] = [];
  if (/^false$/i.test(env["AWS_XRAY_SDK_ENABLED"] ?? "")) {
    findings.push(
      wrong("X-Ray SDK", "AWS_XRAY_SDK_ENABLED=false: it records nothing.", "unset AWS_XRAY_SDK_ENABLED"),
    );
  }
  if (textOf(env, "LAMBDA_TASK_ROOT") !== undefined) {
    const text = "LAMBDA_TASK_ROOT is set: it believes to be in a Lambda function, and makes no segments.";
    findings.push(wrong("X-Ray SDK", text, "unset LAMBDA_TASK_ROOT, unless this is one."));
  }
  return findings;
}

/** Exporters try IPv6 first where a name has both: an address is certain. */
function spanEndpointFinding(env: Environment, { api }: Reachable): Finding {
  const subject = "OpenTelemetry";
  const name = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"].find(
    (each) => textOf(env, each) !== undefined,
  );
  const wanted = `http://${api}/v1/traces`;
  const remedy = `export OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=${wanted} OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf`;
  if (name === undefined)
    return note(subject, "No endpoint is set: exporters send to port 4317 or 4318.", remedy);
  const given = textOf(env, name) ?? "";
  const url = URL.parse(given);
  if (url === null) return wrong(subject, `${name} is no URL.`, remedy);
  const shown = `${name}=${url.protocol}//${url.host}${url.pathname}`;
  if (!isSameAddress(`${url.hostname}:${url.port || "80"}`, api)) {
    return wrong(subject, `${shown} leads elsewhere: the server takes at ${wanted}.`, remedy);
  }
  const path = name.endsWith("TRACES_ENDPOINT")
    ? url.pathname
    : `${url.pathname.replace(/\/$/, "")}/v1/traces`;
  if (path.replace(/\/$/, "") === "/v1/traces") return ok(subject, shown);
  return wrong(subject, `${shown} has another path than /v1/traces.`, remedy);
}

function spanFindings(env: Environment): readonly Finding[] {
  const subject = "OpenTelemetry";
  const findings: Finding[] = [];
  const protocol =
    textOf(env, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL") ?? textOf(env, "OTEL_EXPORTER_OTLP_PROTOCOL");
  if (protocol === "grpc") {
    const remedy = "export OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf";
    findings.push(wrong(subject, "Its protocol is grpc: only OTLP over HTTP is taken.", remedy));
  }
  if (/^true$/i.test(env["OTEL_SDK_DISABLED"] ?? "")) {
    findings.push(wrong(subject, "OTEL_SDK_DISABLED=true: it records nothing.", "unset OTEL_SDK_DISABLED"));
  }
  const exporter = textOf(env, "OTEL_TRACES_EXPORTER");
  if (exporter !== undefined && !exporter.split(",").some((each) => each.trim().startsWith("otlp"))) {
    const text = `OTEL_TRACES_EXPORTER=${exporter} sends nothing by OTLP.`;
    findings.push(wrong(subject, text, "export OTEL_TRACES_EXPORTER=otlp"));
  }
  const sampler = textOf(env, "OTEL_TRACES_SAMPLER");
  if (sampler !== undefined && /always_off|traceidratio/.test(sampler)) {
    const text = `OTEL_TRACES_SAMPLER=${sampler} leaves requests out.`;
    findings.push(note(subject, text, "For all of them: export OTEL_TRACES_SAMPLER=parentbased_always_on"));
  }
  const propagators = textOf(env, "OTEL_PROPAGATORS");
  if (propagators !== undefined && !/\bxray\b/.test(propagators)) {
    const text = `OTEL_PROPAGATORS=${propagators}: its spans do not meet the segments of X-Ray SDKs in one trace.`;
    findings.push(note(subject, text, "Where both are in a request: export OTEL_PROPAGATORS=xray"));
  }
  return findings;
}

function endpointFindings(env: Environment, { api }: Reachable): readonly Finding[] {
  const remedy = `export AWS_ENDPOINT_URL_XRAY=http://${api}`;
  return ["AWS_ENDPOINT_URL_XRAY", "AWS_ENDPOINT_URL"].flatMap((name) => {
    const url = URL.parse(textOf(env, name) ?? "");
    if (textOf(env, name) === undefined) return [];
    if (url !== null && isSameAddress(`${url.hostname}:${url.port || "80"}`, api)) {
      return name === "AWS_ENDPOINT_URL"
        ? [
            note(
              "AWS CLI, SDKs",
              "AWS_ENDPOINT_URL sends the calls of every service here.",
              `unset AWS_ENDPOINT_URL; ${remedy}`,
            ),
          ]
        : [ok("AWS CLI, SDKs", `${name} leads here.`)];
    }
    const isOverridden = name === "AWS_ENDPOINT_URL" && textOf(env, "AWS_ENDPOINT_URL_XRAY") !== undefined;
    return isOverridden ? [] : [note("AWS CLI, SDKs", `${name} leads X-Ray's calls elsewhere.`, remedy)];
  });
}

/**
 * A proxy cannot reach this machine's loopback address. The variable may hold a password, so only its name is shown.
 */
function proxyFindings(env: Environment): readonly Finding[] {
  const name = ["HTTP_PROXY", "http_proxy"].find((each) => textOf(env, each) !== undefined);
  const exceptions = (textOf(env, "NO_PROXY") ?? textOf(env, "no_proxy") ?? "").split(/[\s,]+/);
  if (name === undefined || ["*", "127.0.0.1"].some((each) => exceptions.includes(each))) return [];
  const text = `${name} is set, and NO_PROXY leaves 127.0.0.1 out: exporters may send there instead of here.`;
  return [note("Proxy", text, "export NO_PROXY=localhost,127.0.0.1")];
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "0.0.0.0", "[::1]"]);

function isSameAddress(left: string, right: string): boolean {
  const [one, other] = [splitAddress(left), splitAddress(right)];
  const isSameHost = one.host === other.host || (LOOPBACK.has(one.host) && LOOPBACK.has(other.host));
  return isSameHost && one.port === other.port;
}

function splitAddress(address: string): { host: string; port: string } {
  const at = address.lastIndexOf(":");
  return { host: address.slice(0, at).toLowerCase(), port: address.slice(at + 1) };
}
