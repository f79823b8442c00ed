import type { Client } from "../client.ts";
import { SERVICE_NAME } from "../recording/app.ts";
import { checkRecorder } from "../recording/check-recorder.ts";
import { prepareNodeProgram, versionIn } from "./node-packages.ts";

const DISTRIBUTION = "@aws/aws-distro-opentelemetry-node-autoinstrumentation";
const UDP_EXPORTER = "@aws/aws-distro-opentelemetry-exporter-xray-udp";
const ONE_NAME = "OpenTelemetry's services have one name";

/** AWS's distribution of OpenTelemetry, which instruments an unchanged app and samples by X-Ray's rules. */
export const adotForNode: Client = {
  id: "adot-node",
  name: "ADOT's auto-instrumentation (Node.js)",
  section: "recording",
  isExpectedInCi: true,
  async find() {
    return { version: `${versionIn("node-adot", DISTRIBUTION)}, Node.js ${process.versions.node}` };
  },
  async run(run) {
    const folder = await prepareNodeProgram(run, "node-adot");
    const { listeners } = await run.server.status();
    await checkRecorder(run, {
      command: process.execPath,
      args: [
        "--require",
        `${folder}/node_modules/${DISTRIBUTION}/build/src/register.js`,
        `${folder}/app.cjs`,
      ],
      limits: { dynamicNaming: ONE_NAME, namesNoRule: true, exceptionAt: "middleware - patched" },
      calls: ["table", "queue", "address"],
      env: {
        OTEL_SERVICE_NAME: SERVICE_NAME,
        OTEL_TRACES_SAMPLER: "xray",
        OTEL_TRACES_SAMPLER_ARG: `endpoint=http://${listeners.daemonTcp},polling_interval=10`,
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${run.server.apiUrl}/v1/traces`,
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
        OTEL_METRICS_EXPORTER: "none",
        OTEL_LOGS_EXPORTER: "none",
        OTEL_AWS_APPLICATION_SIGNALS_ENABLED: "false",
        OTEL_PROPAGATORS: "xray",
        OTEL_BSP_SCHEDULE_DELAY: "100",
      },
    });
  },
};

/** What AWS's distributions use to send on Lambda, in an app of its own. */
export const udpExporterForNode: Client = {
  id: "adot-udp",
  name: "ADOT's X-Ray UDP exporter (Node.js)",
  section: "recording",
  isExpectedInCi: true,
  async find() {
    return { version: `${versionIn("node-udp", UDP_EXPORTER)}, Node.js ${process.versions.node}` };
  },
  async run(run) {
    const folder = await prepareNodeProgram(run, "node-udp");
    const { listeners } = await run.server.status();
    await checkRecorder(run, {
      command: process.execPath,
      args: [`${folder}/app.cjs`],
      limits: { dynamicNaming: ONE_NAME },
      daemonAddress: listeners.daemonUdp,
      asksForRules: false,
    });
  },
};
