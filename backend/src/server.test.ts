import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfig } from "./config/config.ts";
import { startServer } from "./server.ts";
import { makeDaemon, stepsOf } from "./testing/daemon.ts";
import type { TestDaemon } from "./testing/daemon.ts";
import { findFreePort } from "./testing/free-port.ts";
import { listen } from "./testing/listen.ts";
import { runProcess } from "./testing/process.ts";

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

  const run = (env: Record<string, string>) =>
    runProcess(main, { DATABASE_URL: NO_DATABASE, TRACING: "off", ...env });

  test("ends with 1 and names what is wrong with a setting, before anything is loaded", async () => {
    const api = run({ TRACING: "on", AWS_XRAY_DAEMON_ADDRESS: "http://daemon:2000" });
    expect(await api.exit).toEqual([1, null]);
    expect(api.output()).toMatch(
      /^AWS_XRAY_DAEMON_ADDRESS=http:\/\/daemon:2000: must be an address, not a URL/,
    );
  });

  test("ends with 0 when it is asked to", async () => {
    const api = run({ BACKEND_PORT: String(await findFreePort()) });
    await api.prints("Listening");
    api.child.kill("SIGTERM");
    expect(await api.exit).toEqual([0, null]);
  });
});

describe("a wrong DATABASE_URL", () => {
  const main = join(import.meta.dirname, "main.ts");

  async function tell(databaseUrl: string) {
    const port = await findFreePort();
    const env = { DATABASE_URL: databaseUrl, TRACING: "off", BACKEND_PORT: String(port) };
    const api = runProcess(main, env);
    await api.prints("Database not ready");
    const answer = await fetch(`http://127.0.0.1:${port}/api/activities/home`);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    api.child.kill("SIGTERM");
    await api.exit;
    return { status: answer.status, error, output: api.output() };
  }

  test("is told at the start and in answers, without what it holds", async () => {
    const web = await listen((_request, response) => response.end("no Postgres"));
    const urls = [
      ["postgresql://worf:secret@no-such-host.invalid/cruddur", /host name in DATABASE_URL does not resolve/],
      ["postgresql://worf:secret@127.0.0.1:1/cruddur", /Nobody listens/],
      [
        `postgresql://worf:secret@127.0.0.1:${new URL(web.url).port}/cruddur`,
        /whether it is a Postgres server/,
      ],
    ] as const;
    for (const [url, expected] of urls) {
      const { status, error, output } = await tell(url);
      expect(status).toBe(503);
      expect(error).toMatchObject({ code: "database_unavailable", message: expect.stringMatching(expected) });
      expect(output).toMatch(expected);
      expect(output).not.toContain("secret");
      expect(error.message).not.toMatch(/worf|invalid|127/);
    }
    await web.close();
  });
});

describe("the embedded Postgres as a process", () => {
  const main = join(import.meta.dirname, "db/embedded-main.ts");
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "embedded-"));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  const run = (port: number, folder: string) =>
    runProcess(main, {
      EMBEDDED_POSTGRES_PORT: String(port),
      EMBEDDED_POSTGRES_DIR: join(directory, folder),
    });

  test("serves the feed, whose request becomes a trace down to the statement, as long as its data is there", async () => {
    const port = await findFreePort();
    const postgres = run(port, "data");
    await postgres.prints("listening");
    const daemon = await makeDaemon();
    const { udp, tcp } = daemon.address;
    const config = parseConfig({
      EMBEDDED_POSTGRES_PORT: String(port),
      AWS_XRAY_DAEMON_ADDRESS: `udp:127.0.0.1:${udp.port} tcp:127.0.0.1:${tcp.port}`,
    });
    const server = await startServer({ ...config, port: 0 }, silent);
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/activities/home`);
    expect(await answer.json()).toHaveLength(12);
    const segment = await daemon.waitFor((document) => document.name === "backend-flask");
    expect(segment).toMatchObject({ user: "andrewbrown", http: { response: { status: 200 } } });
    expect(stepsOf(segment).filter((step) => step.sql)).toMatchObject([
      { name: "cruddur@127.0.0.1", annotations: { query: "home-activities", rows: 12 } },
    ]);

    const samePort = run(port, "other");
    expect(await samePort.exit).toEqual([1, null]);
    expect(samePort.output()).toContain("EMBEDDED_POSTGRES_PORT moves the embedded Postgres");
    const sameData = run(await findFreePort(), "data");
    expect(await sameData.exit).toEqual([1, null]);
    expect(sameData.output()).toContain("is used by another process");

    await server.close();
    await daemon.close();
    postgres.child.kill("SIGTERM");
    expect(await postgres.exit).toEqual([0, null]);

    // What is written into deleted files is lost, whatever is answered.
    const again = run(port, "data");
    await again.prints("listening");
    rmSync(join(directory, "data"), { recursive: true });
    expect(await again.exit).toEqual([1, null]);
    expect(again.output()).toContain("was deleted or replaced");
  });
});
