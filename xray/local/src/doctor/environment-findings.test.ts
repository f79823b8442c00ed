import { describe, expect, it } from "vitest";
import { environmentFindings } from "./environment-findings.ts";
import type { Finding } from "./finding.ts";

const HERE = { daemon: "127.0.0.1:2000", api: "127.0.0.1:2001" };
const ELSEWHERE = { daemon: "127.0.0.1:2100", api: "127.0.0.1:2101" };
const SET = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://127.0.0.1:2001/v1/traces" };

function found(env: Readonly<Record<string, string>>, level: Finding["level"], to = HERE): readonly string[] {
  return environmentFindings({ ...SET, ...env }, to)
    .filter((finding) => finding.level === level)
    .map(({ subject, text }) => `${subject}: ${text}`);
}

describe("settings of an environment", () => {
  it("are right where nothing leads elsewhere", () => {
    const env = {
      AWS_XRAY_DAEMON_ADDRESS: "tcp:localhost:2000 udp:127.0.0.1:2000",
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
      OTEL_PROPAGATORS: "xray,tracecontext",
      AWS_ENDPOINT_URL_XRAY: "http://localhost:2001",
      AWS_ENDPOINT_URL: "http://localhost:4566",
      HTTP_PROXY: "http://user:secret@proxy:3128",
      NO_PROXY: "localhost,127.0.0.1",
    };
    expect(found(env, "wrong")).toEqual([]);
    expect(found(env, "note")).toEqual([]);
    expect(found({}, "wrong")).toEqual([]);
    expect(found({}, "note")).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["another daemon", { AWS_XRAY_DAEMON_ADDRESS: "10.0.0.7:2000" }, /10\.0\.0\.7:2000 leads elsewhere/],
    [
      "half another daemon",
      { AWS_XRAY_DAEMON_ADDRESS: "tcp:xray:2000 udp:127.0.0.1:2000" },
      /leads elsewhere/,
    ],
    ["a URL", { AWS_XRAY_DAEMON_ADDRESS: "http://127.0.0.1:2000" }, /no address of a daemon/],
    ["no port", { AWS_XRAY_DAEMON_ADDRESS: "localhost" }, /no address of a daemon/],
    ["an SDK that is off", { AWS_XRAY_SDK_ENABLED: "False" }, /records nothing/],
    ["the belief to be in Lambda", { LAMBDA_TASK_ROOT: "/var/task" }, /Lambda/],
    [
      "another collector",
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://localhost:4318/v1/traces" },
      /leads elsewhere/,
    ],
    ["no path", { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://localhost:2001" }, /another path/],
    ["gRPC", { OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }, /only OTLP over HTTP/],
    ["OpenTelemetry that is off", { OTEL_SDK_DISABLED: "true" }, /records nothing/],
    ["another exporter", { OTEL_TRACES_EXPORTER: "console" }, /sends nothing by OTLP/],
  ])("that lose traces are wrong: %s", (_what, env, text) => {
    expect(found(env, "wrong")).toEqual([expect.stringMatching(text)]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["a sampler", { OTEL_TRACES_SAMPLER: "parentbased_traceidratio" }, /leaves requests out/],
    ["propagators", { OTEL_PROPAGATORS: "tracecontext,baggage" }, /do not meet/],
    [
      "an endpoint of all services",
      { AWS_ENDPOINT_URL: "http://localhost:4566" },
      /^AWS CLI, SDKs: AWS_ENDPOINT_URL leads/,
    ],
    ["X-Ray's endpoint", { AWS_ENDPOINT_URL_XRAY: "https://xray.eu-west-1.amazonaws.com" }, /elsewhere/],
    ["all services here", { AWS_ENDPOINT_URL: "http://localhost:2001" }, /every service/],
    ["a proxy", { HTTP_PROXY: "http://user:secret@proxy:3128" }, /^Proxy: HTTP_PROXY is set/],
  ])("that may mislead are noted: %s", (_what, env, text) => {
    expect(found(env, "note")).toEqual([expect.stringMatching(text)]);
  });

  it("say what to set where the server has other ports", () => {
    const findings = environmentFindings({}, ELSEWHERE);
    expect(findings.map(({ level, remedy }) => [level, remedy])).toEqual([
      ["wrong", "export AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:2100"],
      [
        "note",
        "export OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://127.0.0.1:2101/v1/traces OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf",
      ],
    ]);
  });

  it("never show a password", () => {
    const secret = "http://user:secret@somewhere:1/x";
    const env = { HTTP_PROXY: secret, OTEL_EXPORTER_OTLP_ENDPOINT: secret, AWS_ENDPOINT_URL: secret };
    expect(JSON.stringify(environmentFindings(env, HERE))).not.toContain("secret");
  });
});
