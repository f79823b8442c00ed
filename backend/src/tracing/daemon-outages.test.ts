/** The running API under requests while its daemon comes and goes: nothing of that may reach a client. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeDaemon, makeRule } from "../testing/daemon.ts";
import type { ReceivedEntity, TestDaemon } from "../testing/daemon.ts";
import { findFreePort } from "../testing/free-port.ts";
import { runProcess } from "../testing/process.ts";
import type { TestProcess } from "../testing/process.ts";

const MAIN = join(import.meta.dirname, "../main.ts");
const FAKE_NAMES = pathToFileURL(join(import.meta.dirname, "../testing/fake-names.ts")).href;
const NAME = "xray-daemon";

let directory: string;
let ports: { udp: number; tcp: number };
let api: TestProcess;
let url: string;
const ending = new AbortController();
let asking: Promise<void>;
const statuses = new Set<number | string>();
let daemon: TestDaemon | undefined;

const nameIs = (address: string | null) =>
  writeFileSync(join(directory, "names.json"), JSON.stringify({ [NAME]: address }));

/** Requests one after the other, from the first to the last moment of this file. */
async function keepAsking(): Promise<void> {
  while (!ending.signal.aborted) {
    const answer = await fetch(`${url}/api/nothing`).catch((error: unknown) => String(error));
    statuses.add(typeof answer === "string" ? answer : answer.status);
    if (typeof answer !== "string") await answer.arrayBuffer();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "outages-"));
  ports = { udp: await findFreePort(), tcp: await findFreePort() };
  nameIs(null);
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}`;
  api = runProcess(MAIN, {
    BACKEND_PORT: String(port),
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    TRACING: "on",
    LOG_LEVEL: "warn",
    AWS_XRAY_DAEMON_ADDRESS: `tcp:${NAME}:${ports.tcp} udp:${NAME}:${ports.udp}`,
    NODE_OPTIONS: `--import ${FAKE_NAMES}`,
    NAMES_FILE: join(directory, "names.json"),
  });
  await vi.waitFor(() => fetch(`${url}/api/health-check`), { timeout: 20_000 });
  asking = keepAsking();
});
afterAll(async () => {
  ending.abort();
  await asking;
  api.child.kill("SIGTERM");
  await api.exit;
  await daemon?.close();
  rmSync(directory, { recursive: true });
});

/** A segment of a request that was asked after now, once it has arrived. */
function nextSegment(at: TestDaemon): Promise<ReceivedEntity> {
  const before = at.documents.length;
  return at.waitFor((document) => at.documents.indexOf(document) >= before);
}

async function start(host = "127.0.0.1"): Promise<TestDaemon> {
  daemon = await makeDaemon({ host, ...ports });
  return daemon;
}

async function stop(): Promise<void> {
  await daemon?.close();
  daemon = undefined;
}

test("a name that does not resolve from the start is a line in the log", async () => {
  await api.prints("does not resolve");
  expect(api.output()).toContain(
    `the X-Ray daemon at ${NAME}:${ports.udp}: the name ${NAME} does not resolve`,
  );
});

test("segments leave as soon as the name resolves", async () => {
  const first = await start();
  nameIs("127.0.0.1");
  expect(await nextSegment(first)).toMatchObject({ name: "backend-flask" });
});

test("a daemon that is gone and comes back gets the segments from then on", async () => {
  await stop();
  await api.prints("nobody listens there");
  const again = await start();
  expect(await nextSegment(again)).toMatchObject({ name: "backend-flask" });
});

test("a name that is gone again, with its daemon, takes nothing down", async () => {
  await stop();
  nameIs(null);
  const from = api.output().length;
  const looked = () => api.output().slice(from).split(`${NAME} is gone`).length - 1;
  await expect.poll(looked, { timeout: 25_000 }).toBeGreaterThan(2);
});

test("a daemon that moves to another address is found there", async () => {
  await stop();
  const moved = await start("127.0.0.2");
  nameIs("127.0.0.2");
  expect(await nextSegment(moved)).toMatchObject({ name: "backend-flask" });
});

test("a daemon that takes connections and answers nothing, or nonsense, is no reason to wait or to end", async () => {
  await stop();
  const hanging: Server = createServer(() => undefined).listen(ports.tcp, "127.0.0.2");
  statuses.clear();
  await expect.poll(() => statuses.size).toBeGreaterThan(0);
  hanging.close();
  const odd = await start("127.0.0.2");
  odd.answers["/GetSamplingRules"] = { SamplingRuleRecords: [null, { SamplingRule: makeRule({ Host: 5 }) }] };
  odd.answers["/SamplingTargets"] = { LastRuleModification: 1, SamplingTargetDocuments: {} };
  await expect.poll(() => odd.calls.get("/SamplingTargets") ?? 0, { timeout: 25_000 }).toBeGreaterThan(0);
  expect(await nextSegment(odd)).toMatchObject({ name: "backend-flask" });
});

test("all this time every request was answered as it is without a daemon", () => {
  expect([...statuses]).toEqual([404]);
  expect(api.child.exitCode).toBeNull();
});
