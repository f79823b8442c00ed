import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfig } from "./config.ts";
import { startServer } from "./server.ts";
import { makeDaemon, type TestDaemon } from "./testing/daemon.ts";
import { findFreePort } from "./testing/free-port.ts";
import { listen } from "./testing/listen.ts";

const NO_DATABASE = "postgresql://nobody@127.0.0.1:1/nowhere";
const silent = pino({ level: "silent" });

describe("startServer", () => {
  let daemon: TestDaemon;
  beforeAll(async () => {
    daemon = await makeDaemon();
  });
  afterAll(() => daemon.close());

  function makeConfig(port: number) {
    const { udp, tcp } = daemon.address;
    const config = parseConfig({
      DATABASE_URL: NO_DATABASE,
      AWS_XRAY_DAEMON_ADDRESS: `udp:127.0.0.1:${udp.port} tcp:127.0.0.1:${tcp.port}`,
    });
    return { ...config, port };
  }

  test("listens without a database, and has sent every trace when it is closed", async () => {
    const server = await startServer(makeConfig(0), silent);
    const url = `http://127.0.0.1:${server.port}`;
    expect((await fetch(`${url}/api/health-check`)).status).toBe(200);
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/api/activities/home`)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([503]));
    await server.close();
    await daemon.drain();
    const homes = daemon.documents.filter((document) => document.http?.request?.url?.endsWith("/home"));
    expect(homes).toHaveLength(20);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("names the setting that moves a port that is taken", async () => {
    const holder = await listen((_request, response) => response.end());
    const port = Number(new URL(holder.url).port);
    await expect(startServer(makeConfig(port), silent)).rejects.toThrow(
      `Port ${port} is taken: another program listens there. BACKEND_PORT moves the API.`,
    );
    await holder.close();
  });
});

describe("the process", () => {
  const main = join(import.meta.dirname, "main.ts");

  function run(env: Record<string, string>) {
    const child = spawn(process.execPath, [main], {
      env: { ...process.env, DATABASE_URL: NO_DATABASE, TRACING: "off", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += String(chunk)));
    child.stderr.on("data", (chunk) => (output += String(chunk)));
    return { child, output: () => output };
  }

  test("ends with 1 and names what is wrong with a setting, before anything is loaded", async () => {
    const { child, output } = run({ TRACING: "on", AWS_XRAY_DAEMON_ADDRESS: "http://daemon:2000" });
    expect(await exitOf(child)).toEqual([1, null]);
    expect(output()).toMatch(/^AWS_XRAY_DAEMON_ADDRESS=http:\/\/daemon:2000: must be an address, not a URL/);
  });

  test("ends with 0 when it is asked to", async () => {
    const { child, output } = run({ BACKEND_PORT: String(await findFreePort()) });
    while (!output().includes("Listening")) await once(child.stdout, "data");
    child.kill("SIGTERM");
    expect(await exitOf(child)).toEqual([0, null]);
  });
});

async function exitOf(child: ChildProcess): Promise<unknown[]> {
  return child.exitCode === null ? once(child, "exit") : [child.exitCode, null];
}
