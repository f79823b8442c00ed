import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createApp } from "../app.ts";
import { identifyDeveloper } from "../http/identity.ts";
import { findFreePort } from "../testing/free-port.ts";
import { listen } from "../testing/listen.ts";
import type { TestServer } from "../testing/listen.ts";
import { runProcess } from "../testing/process.ts";
import type { TestProcess } from "../testing/process.ts";
import type { Tracing } from "../tracing/tracing.ts";
import { createXrayTracing } from "../tracing/xray-tracing.ts";
import { createOnePercentRule, RULE_NAME } from "./one-percent-rule.ts";

const LOCAL_XRAY = join(import.meta.dirname, "../../../xray/local/src/main.ts");
const REQUESTS = 1_000;
const logger = pino({ level: "silent" });

let directory: string;
let xray: TestProcess;
let port: number;
let tracing: Tracing | undefined;
let server: TestServer | undefined;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "one-percent-"));
  port = await findFreePort();
  xray = runProcess(LOCAL_XRAY, {
    XRAY_DAEMON_PORT: String(port),
    XRAY_CONSOLE_PORT: String(await findFreePort()),
    XRAY_DATA_DIR: directory,
  });
  await vi.waitFor(() => ask("GetSamplingRules", {}), { timeout: 30_000 });
});
afterAll(async () => {
  await server?.close();
  await tracing?.close();
  xray.child.kill("SIGTERM");
  await xray.exit;
  rmSync(directory, { recursive: true, force: true });
});

async function ask(operation: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`http://127.0.0.1:${port}/${operation}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}

async function ruleNames(): Promise<string[]> {
  const { SamplingRuleRecords: records } = await ask("GetSamplingRules", {});
  return (records as { SamplingRule: { RuleName: string } }[]).map(({ SamplingRule: rule }) => rule.RuleName);
}

test("one-percent: about one request in a hundred is sampled, and its segment names the rule", async () => {
  const address = { host: "127.0.0.1", port };
  const daemon = { udp: address, tcp: address };
  const rule = createOnePercentRule(daemon);
  await rule.on?.();
  expect(await ruleNames()).toContain(RULE_NAME);

  tracing = await createXrayTracing({ daemon, dynamicNaming: undefined }, logger);
  const identify = identifyDeveloper;
  const database = { query: async () => [] };
  server = await listen(
    createApp({ database, tracing, identify, logger, frontendOrigin: "http://localhost:3000" }),
  );
  const { url } = server;
  const sampled: string[] = [];
  for (let index = 0; index < REQUESTS; index += 1) {
    const answer = await fetch(`${url}/api/trending`, { headers: { "X-Amzn-Trace-Id": "Sampled=?" } });
    await answer.arrayBuffer();
    const [, traceId, decision] =
      /Root=(\S+);Sampled=([01])/.exec(answer.headers.get("x-amzn-trace-id") ?? "") ?? [];
    expect(decision).toBeDefined();
    if (decision === "1" && traceId) sampled.push(traceId);
  }
  // Fewer than 1 or more than 40 of a thousand happen less than once in ten thousand runs.
  expect(sampled.length).toBeGreaterThan(0);
  expect(sampled.length).toBeLessThan(40);
  const documents = async () => {
    const { Traces: traces } = await ask("Traces", { TraceIds: sampled.slice(0, 1) });
    return JSON.stringify(traces);
  };
  await expect.poll(documents, { timeout: 10_000 }).toContain(RULE_NAME);

  await rule.off();
  expect(await ruleNames()).not.toContain(RULE_NAME);
}, 60_000);
