import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Client, Run } from "../client.ts";
import { startProgram } from "../program.ts";
import type { RunningProgram } from "../program.ts";
import { checkMeeting } from "../recording/check-meeting.ts";
import type { Relay } from "../recording/check-meeting.ts";
import { prepareNodeProgram, versionIn } from "./node-packages.ts";
import { pinnedVersion } from "./pinned-version.ts";
import { findPython, preparePython, pythonProgram } from "./python.ts";

const DISTRIBUTION = "@aws/aws-distro-opentelemetry-node-autoinstrumentation";
/** The example of docs/propagators.md, as it stands there. */
const examples = fileURLToPath(new URL("../../../../docs/examples/", import.meta.url));
const example = join(examples, "opentelemetry-node", "tracing.cjs");
const sdkRelay = fileURLToPath(new URL("../programs/node/relay.ts", import.meta.url));

/** What docs/propagators.md says: services of both kinds in one request. */
export const meeting: Client = {
  id: "meeting",
  name: "X-Ray SDK and OpenTelemetry in one request",
  section: "recording",
  isExpectedInCi: true,
  async find(surroundings) {
    const python = await findPython(surroundings, "opentelemetry-distro");
    if (!("version" in python)) return python;
    const versions = [pinnedVersion("aws-xray-sdk-core"), versionIn("node-adot", DISTRIBUTION)];
    return { version: [...versions, python.version].join(", ") };
  },
  async run(run) {
    const [folder, interpreter] = await Promise.all([
      prepareNodeProgram(run, "node-adot"),
      preparePython(run),
    ]);
    const register = join(folder, "node_modules", DISTRIBUTION, "build", "src", "register.js");
    cpSync(example, join(folder, "tracing.cjs"));
    const programs: RunningProgram[] = [];
    const start = async (service: string, [command = "", ...args]: string[], env: NodeJS.ProcessEnv) => {
      const program = startProgram(command, args, { env: { ...run.env, ...env } });
      programs.push(program);
      const [, port] = await program.line(/^listening (\d+)$/);
      return { service, port: Number(port) } satisfies Relay;
    };
    const flask = [
      join(dirname(interpreter), "opentelemetry-instrument"),
      interpreter,
      "-u",
      pythonProgram("flask_relay.py"),
    ];
    try {
      const [sdk, adot, node, python, alone] = await Promise.all([
        start("sdk", [process.execPath, sdkRelay], {
          SERVICE_NAME: "sdk",
          AWS_XRAY_DAEMON_ADDRESS: run.server.daemonAddress,
        }),
        start(
          "adot",
          [process.execPath, "--require", register, join(folder, "relay.cjs")],
          openTelemetry(run, "adot", "xray"),
        ),
        start(
          "otel-node",
          [process.execPath, "--require", join(folder, "tracing.cjs"), join(folder, "relay.cjs")],
          openTelemetry(run, "otel-node"),
        ),
        start("otel-python", flask, {
          ...openTelemetry(run, "otel-python", "tracecontext,baggage,xray"),
          ...PYTHON,
        }),
        start("otel-alone", flask, {
          ...openTelemetry(run, "otel-alone", "tracecontext,baggage"),
          ...PYTHON,
        }),
      ]);
      await checkMeeting(run, { sdk, adot, node, python, alone });
    } finally {
      await Promise.all(programs.map((program) => program.stop()));
    }
  },
};

const PYTHON = { OTEL_PYTHON_DISTRO: "distro", OTEL_PYTHON_CONFIGURATOR: "configurator" };

function openTelemetry(run: Run, service: string, propagators?: string): NodeJS.ProcessEnv {
  return {
    OTEL_SERVICE_NAME: service,
    ...(propagators === undefined ? {} : { OTEL_PROPAGATORS: propagators }),
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_TRACES_SAMPLER: "parentbased_always_on",
    OTEL_METRICS_EXPORTER: "none",
    OTEL_LOGS_EXPORTER: "none",
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${run.server.apiUrl}/v1/traces`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    // Nobody answers where the clouds tell a machine what it is.
    OTEL_NODE_RESOURCE_DETECTORS: "env",
    OTEL_AWS_APPLICATION_SIGNALS_ENABLED: "false",
    OTEL_BSP_SCHEDULE_DELAY: "100",
  };
}
