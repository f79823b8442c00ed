import { dirname, join } from "node:path";
import type { Client, Run } from "../client.ts";
import { SERVICE_NAME } from "../recording/app.ts";
import { checkRecorder } from "../recording/check-recorder.ts";
import { findPython, preparePython, pythonProgram } from "./python.ts";

const ONE_NAME = "OpenTelemetry's services have one name";

/** An unchanged app, with the attributes of before 2023, which are still the default. */
export const autoInstrumentationForPython = defineClient({
  id: "auto-python",
  name: "OpenTelemetry's auto-instrumentation (Python)",
  packageName: "opentelemetry-distro",
  env: ({ server }) => ({ ...STOCK, ...overHttp(server.apiUrl) }),
});

/** The same app with today's attributes. */
export const autoInstrumentationWithStableNames = defineClient({
  id: "auto-python-stable",
  name: "the same, OTEL_SEMCONV_STABILITY_OPT_IN",
  packageName: "opentelemetry-distro",
  env: ({ server }) => ({
    ...STOCK,
    ...overHttp(server.apiUrl),
    OTEL_SEMCONV_STABILITY_OPT_IN: "http,database",
  }),
});

/** AWS's distribution as a function on Lambda has it: spans go to the daemon as datagrams. */
export const awsDistributionOnLambda = defineClient({
  id: "adot-python-lambda",
  name: "ADOT on Lambda (Python)",
  packageName: "aws-opentelemetry-distro",
  env: (_, daemonUdp) => ({
    OTEL_PYTHON_DISTRO: "aws_distro",
    OTEL_PYTHON_CONFIGURATOR: "aws_configurator",
    OTEL_AWS_APPLICATION_SIGNALS_ENABLED: "false",
    AWS_LAMBDA_FUNCTION_NAME: SERVICE_NAME,
    OTEL_PYTHON_DISABLED_INSTRUMENTATIONS: "flask",
    AWS_REGION: "us-east-1",
    AWS_XRAY_DAEMON_ADDRESS: daemonUdp,
  }),
});

const STOCK = { OTEL_PYTHON_DISTRO: "distro", OTEL_PYTHON_CONFIGURATOR: "configurator" };

function overHttp(apiUrl: string): NodeJS.ProcessEnv {
  return {
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${apiUrl}/v1/traces`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
  };
}

interface Instrumented {
  id: string;
  name: string;
  packageName: string;
  env: (run: Run, daemonUdp: string) => NodeJS.ProcessEnv;
}

function defineClient({ id, name, packageName, env }: Instrumented): Client {
  return {
    id,
    name,
    section: "recording",
    isExpectedInCi: true,
    find: (surroundings) => findPython(surroundings, packageName),
    async run(run) {
      const python = await preparePython(run);
      const { listeners } = await run.server.status();
      await checkRecorder(run, {
        command: join(dirname(python), "opentelemetry-instrument"),
        args: [python, "-u", pythonProgram("flask_auto_app.py")],
        limits: { dynamicNaming: ONE_NAME },
        asksForRules: false,
        calls: ["table", "queue", "address", "database"],
        env: {
          OTEL_SERVICE_NAME: SERVICE_NAME,
          OTEL_TRACES_EXPORTER: "otlp",
          OTEL_METRICS_EXPORTER: "none",
          OTEL_LOGS_EXPORTER: "none",
          OTEL_PROPAGATORS: "xray",
          OTEL_BSP_SCHEDULE_DELAY: "100",
          ...env(run, listeners.daemonUdp),
        },
      });
    },
  };
}
