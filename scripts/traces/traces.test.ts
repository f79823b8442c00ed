/** Cruddur's own traces are as backend/traces.yaml expects them, and each scenario breaks just what it is about. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { runWords } from "xray-local/cli/testing/run-words.ts";
import { startXray } from "xray-local/test-kit/start-xray.ts";
import type { TestXray } from "xray-local/test-kit/start-xray.ts";
import { parseDaemonAddress } from "../../backend/src/daemon/address.ts";
import type { ScenarioName } from "../../backend/src/scenarios/catalog.ts";
import { postgresKinds } from "../../backend/src/testing/postgres.ts";
import type { TestPostgres } from "../../backend/src/testing/postgres.ts";
import { silentLogger } from "../../backend/src/testing/database.ts";
import { makeTracedApi } from "../../backend/src/testing/traced-api.ts";
import type { TracedApi } from "../../backend/src/testing/traced-api.ts";
import { createXrayTracing } from "../../backend/src/tracing/xray-tracing.ts";
import type { Tracing } from "../../backend/src/tracing/tracing.ts";

// Two servers and a database start first, on machines that do other things too.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const FILE = join(import.meta.dirname, "../../backend/traces.yaml");
const CLOUD = "c0b1a5e0-0000-4000-8000-000000000001";

interface Request {
  method: string;
  path: string;
  body?: object;
}

const HOME: Request = { method: "GET", path: "/api/activities/home" };
const PROFILE: Request = { method: "GET", path: "/api/activities/@worf" };
const SEARCH: Request = { method: "GET", path: "/api/activities/search?term=cloud" };
const LIKE: Request = { method: "POST", path: `/api/activities/${CLOUD}/like` };
const toPost = (message: string): Request => ({
  method: "POST",
  path: "/api/activities",
  body: { message, ttl: "1-hour" },
});

/** What is done while nothing is wrong. */
const SOUND: readonly Request[] = [HOME, HOME, PROFILE, SEARCH, LIKE, LIKE, toPost("Sound")];

interface ScenarioCase {
  scenario: ScenarioName;
  requests: readonly Request[];
  /** The expectations that it breaks. */
  broken: readonly string[];
  /** It cannot happen on one connection. */
  needsServer?: boolean;
  /** What is done takes one connection after the other, and then there is none. */
  isEachConnection?: boolean;
  /** Its traces do not arrive while it is on. */
  isHeld?: boolean;
}

// Not `one-percent`: what was not sampled leaves nothing to expect something of.
const CASES: readonly ScenarioCase[] = [
  { scenario: "slow-query", requests: [HOME], broken: ["no statement reads thousands of rows"] },
  { scenario: "n-plus-one", requests: [HOME], broken: ["home is read by one statement", "no N+1"] },
  {
    scenario: "lock-wait",
    requests: [LIKE],
    broken: ["no statement waits for a row that another holds"],
    needsServer: true,
  },
  { scenario: "deadlock", requests: [LIKE], broken: ["no deadlock"], needsServer: true },
  {
    scenario: "unique-violation",
    requests: [toPost("Twice"), toPost("Twice")],
    broken: ["nothing is written twice"],
  },
  {
    scenario: "pool-exhausted",
    requests: [HOME],
    isEachConnection: true,
    broken: ["nobody waits for a connection in vain"],
  },
  { scenario: "unhandled-exception", requests: [PROFILE], broken: ["profiles are shown"] },
  {
    scenario: "too-many-requests",
    requests: [HOME, HOME, HOME, HOME, HOME],
    broken: ["nobody is turned away"],
  },
  {
    scenario: "slow-third-party",
    requests: [toPost("Slowly")],
    broken: ["posting asks nobody else"],
  },
  { scenario: "large-payload", requests: [HOME], broken: ["answers are small"] },
  {
    scenario: "unclosed-step",
    requests: [SEARCH],
    broken: ["searches are traced to their end"],
    isHeld: true,
  },
];

let xray: TestXray;
let tracing: Tracing;
beforeAll(async () => {
  xray = await startXray();
  const daemon = parseDaemonAddress(xray.daemonAddress);
  if (typeof daemon === "string") throw new Error(daemon);
  tracing = await createXrayTracing({ daemon, dynamicNaming: undefined }, silentLogger);
});
afterAll(async () => {
  await tracing.close();
  await xray.close();
});

describe.each(postgresKinds())("the traces of Cruddur on $label", ({ label, start }) => {
  /** Since all traces were deleted. */
  let sent = 0;
  const isServer = !label.includes("embedded");
  const poolSize = isServer ? 4 : 1;
  let postgres: TestPostgres;
  let api: TracedApi;
  beforeAll(async () => {
    postgres = await start();
    const daemon = parseDaemonAddress(xray.daemonAddress);
    if (typeof daemon === "string") throw new Error(daemon);
    const waitFor = () => Promise.reject(new Error("to be asked of the local X-Ray"));
    const options = { postgres, tracing, poolSize };
    api = await makeTracedApi({ ...options, daemon: { address: daemon, waitFor } });
  });
  afterAll(async () => {
    await api.close();
    await postgres.close();
  });
  afterEach(async () => {
    await switchScenarios("DELETE", "");
    sent = 0;
    const { exitCode, err } = await xrayLocal("clear", "--yes");
    if (exitCode !== 0) throw new Error(err);
  });

  async function ask({ method, path, body }: Request, header: string): Promise<number> {
    const answer = await fetch(api.url + path, {
      method,
      headers: { "X-Amzn-Trace-Id": header, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    await answer.text();
    return answer.status;
  }

  /** Not traced: it is not what is looked at. */
  async function switchScenarios(method: string, name: string, body?: object): Promise<void> {
    const path = `/api/scenarios${name}`;
    const status = await ask({ method, path, ...(body && { body }) }, "Sampled=0");
    if (status !== 200) throw new Error(`${method} ${path} answered ${status}`);
  }

  /** Traced, whatever the rules say. */
  async function send(request: Request): Promise<void> {
    const id = `1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
    await ask(request, `Root=${id};Sampled=1`);
    sent += 1;
  }

  const xrayLocal = (...words: readonly string[]) => runWords(words, { env: { XRAY_LOCAL_URL: xray.url } });

  /** Names of the expectations that do not hold. */
  async function check(): Promise<readonly string[]> {
    const { exitCode, out } = await xrayLocal("check", FILE, "--json");
    const results = JSON.parse(out) as { expectation: { name: string }; failures: readonly object[] }[];
    const broken = results.filter(({ failures }) => failures.length > 0);
    expect(exitCode).toBe(broken.length > 0 ? 1 : 0);
    return broken.map(({ expectation }) => expectation.name);
  }

  test("are as backend/traces.yaml expects them", async () => {
    for (const request of SOUND) await send(request);
    await xray.traces(undefined, { count: sent, timeoutMs: 30_000 });
    const { exitCode, err } = await xrayLocal("check", FILE);
    expect([exitCode, err]).toEqual([0, expect.stringMatching(/hold/)]);
  });

  test.each(CASES.filter(({ needsServer = false }) => isServer || !needsServer))(
    "with $scenario break exactly: $broken",
    async ({ scenario, requests, broken, isHeld = false, isEachConnection = false }) => {
      const apart = new Set(requests);
      for (const request of SOUND) if (!apart.has(request)) await send(request);
      await switchScenarios("PUT", `/${scenario}`, { is_on: true });
      for (let times = isEachConnection ? poolSize : 1; times > 0; times -= 1) {
        for (const request of requests) await send(request);
      }
      await xray.traces(undefined, { count: sent - (isHeld ? requests.length : 0), timeoutMs: 30_000 });
      expect(await check()).toEqual(broken);
    },
  );
});
