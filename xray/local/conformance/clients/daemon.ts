import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newDocument } from "../api-walk/documents.ts";
import type { Client, Run } from "../client.ts";
import { freePort } from "../free-port.ts";
import { startProgram, versionOf } from "../program.ts";
import type { RunningProgram } from "../program.ts";
import { checkRecorder } from "../recording/check-recorder.ts";
import { until } from "../until.ts";
import { findPython, preparePython, pythonProgram } from "./python.ts";

/** The X-Ray daemon between a Flask app and the server: the installed one, or the one that XRAY_DAEMON_BIN names. */
export const daemon: Client = {
  id: "daemon",
  name: "X-Ray daemon (Flask before it)",
  section: "recording",
  // AWS offers it as a download and as an image, in no package registry.
  isExpectedInCi: false,
  async find(surroundings) {
    const { env } = surroundings;
    const python = await findPython(surroundings, "aws-xray-sdk");
    if ("missing" in python) return python;
    const version = await versionOf(executable(env), ["--version"], env);
    if (version === undefined) return { missing: "xray is not on PATH and XRAY_DAEMON_BIN names no daemon" };
    return { version: /\d+\.\d+\.\d+/.exec(version)?.[0] ?? "unknown, built from source" };
  },
  async run(run) {
    const python = await preparePython(run);
    const port = await freePort();
    const program = await startDaemon(run, port);
    try {
      await checkRecorder(run, {
        command: python,
        args: ["-u", pythonProgram("flask_app.py")],
        daemonAddress: `127.0.0.1:${port}`,
      });
      await checkRejection(run, program, port);
    } finally {
      await program.stop();
    }
    await run.check("telemetry of the daemon", () =>
      until(async () => {
        const { clients } = await run.server.status();
        assert.ok(
          clients.some(({ kind }) => kind === "daemon"),
          "no telemetry at its end",
        );
      }),
    );
  },
};

function executable(env: NodeJS.ProcessEnv): string {
  return env["XRAY_DAEMON_BIN"] || "xray";
}

async function startDaemon(run: Run, port: number): Promise<RunningProgram> {
  const settings = join(run.server.dataDirectory, "daemon.yaml");
  await writeFile(settings, `Version: 2\nEndpoint: "${run.server.apiUrl}"\n`);
  const address = `127.0.0.1:${port}`;
  const args = ["--local-mode", "--region", "us-east-1", "--bind", address, "--bind-tcp", address];
  const program = startProgram(executable(run.env), [...args, "--config", settings], {
    env: {
      ...run.env,
      AWS_ACCESS_KEY_ID: "any",
      AWS_SECRET_ACCESS_KEY: "any",
      AWS_EC2_METADATA_DISABLED: "true",
    },
  });
  await program.line(/Starting proxy http server/);
  return program;
}

/** The daemon forwards whatever it gets, and logs which segments the service did not accept. */
async function checkRejection(
  { check, observer }: Run,
  program: RunningProgram,
  port: number,
): Promise<void> {
  await check("unprocessed segments told", async () => {
    const valid = newDocument(Date.now() / 1_000, "beside");
    const socket = createSocket("udp4");
    for (const document of [{ ...newDocument(0, "nameless"), name: undefined }, valid]) {
      const datagram = `{"format":"json","version":1}\n${JSON.stringify(document)}`;
      await new Promise((resolve) => socket.send(datagram, port, "127.0.0.1", resolve));
    }
    socket.close();
    await program.line(/Sent batch of \d+ segments but had 1 Unprocessed segments/);
    assert.ok((await observer.documents(valid.trace_id)).some(({ id }) => id === valid.id));
  });
}
