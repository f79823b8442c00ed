import type { Client } from "../client.ts";
import { checkRecorder } from "../recording/check-recorder.ts";
import { findPython, preparePython, pythonProgram } from "./python.ts";

/** OpenTelemetry for Python with the sampler of AWS's distribution. */
export const openTelemetrySampler: Client = {
  id: "otlp-sampler",
  name: "OpenTelemetry with AWS's sampler (Python)",
  section: "recording",
  isExpectedInCi: true,
  find: (surroundings) => findPython(surroundings, "aws-opentelemetry-distro"),
  async run(run) {
    const python = await preparePython(run);
    const { listeners } = await run.server.status();
    await checkRecorder(run, {
      command: python,
      args: ["-u", pythonProgram("opentelemetry_app.py")],
      limits: { dynamicNaming: "OpenTelemetry's services have one name" },
      env: {
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${run.server.apiUrl}/v1/traces`,
        SAMPLING_ENDPOINT: `http://${listeners.daemonTcp}`,
      },
    });
  },
};
