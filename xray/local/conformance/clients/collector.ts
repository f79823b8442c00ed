import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import type { Client, Run, Surroundings } from "../client.ts";
import { freePort } from "../free-port.ts";
import { startProgram } from "../program.ts";
import { checkRecorder } from "../recording/check-recorder.ts";
import { checkExporter } from "../recording/check-exporter.ts";
import { buildGo, findGo, goExecutable } from "./go.ts";
import { findPython, preparePython, pythonProgram } from "./python.ts";

const ID = "collector";
const configuration = fileURLToPath(new URL("../programs/collector/collector.yaml", import.meta.url));
/** For its 150 modules, when nothing is built yet. */
const BUILD_WITHIN_MS = 1_200_000;

/**
 * OpenTelemetry's Collector between apps and the server: receives OTLP and what X-Ray SDKs send to a daemon, and passes
 * both on by PutTraceSegments. Building it takes minutes, so it runs only when it is named.
 */
export const collector: Client = {
  id: ID,
  name: "OpenTelemetry Collector (awsxrayreceiver, awsxrayexporter)",
  section: "recording",
  isExpectedInCi: false,
  async find(surroundings) {
    const python = await findPython(surroundings, "aws-xray-sdk");
    if ("missing" in python) return python;
    if (!isBuilt(surroundings) && !surroundings.named.has(ID)) {
      return { missing: `not built; npm run conformance -- ${ID} builds it, which takes minutes` };
    }
    return findGo(surroundings, ID, "awsxrayexporter");
  },
  async run(run) {
    const executable = isBuilt(run)
      ? goExecutable(run, ID, ID)
      : await buildGo(run, ID, { name: ID, timeoutMs: BUILD_WITHIN_MS });
    const daemonAddress = `127.0.0.1:${await freePort()}`;
    const otlpAddress = `127.0.0.1:${await freePort()}`;
    const program = startProgram(executable, ["--config", configuration], {
      env: {
        ...run.env,
        AWS_ACCESS_KEY_ID: "any",
        AWS_SECRET_ACCESS_KEY: "any",
        AWS_EC2_METADATA_DISABLED: "true",
        XRAY_ENDPOINT: run.server.apiUrl,
        UDP_ADDRESS: daemonAddress,
        TCP_ADDRESS: daemonAddress,
        OTLP_ADDRESS: otlpAddress,
      },
    });
    try {
      await program.line(/Everything is ready/);
      await checkBoth(run, daemonAddress, otlpAddress);
    } finally {
      await program.stop();
    }
  },
};

function isBuilt(surroundings: Surroundings): boolean {
  return existsSync(goExecutable(surroundings, ID, ID));
}

async function checkBoth(run: Run, daemonAddress: string, otlpAddress: string): Promise<void> {
  const exporter = new OTLPTraceExporter({ url: `http://${otlpAddress}/v1/traces` });
  await checkExporter({ ...run, check: (row, body) => run.check(`${row}, by OTLP`, body) }, exporter);
  await checkRecorder(run, {
    command: await preparePython(run),
    args: ["-u", pythonProgram("flask_app.py")],
    daemonAddress,
    limits: { namesNoRule: true },
  });
}
