/** A process that serves the golden app with GOLDEN=stock (the SDK as it comes) or ours. Prints its port. */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { parseConfig } from "../../config/config.ts";
import { createGoldenApp } from "./routes.ts";
import type { Wiring } from "./routes.ts";

async function wireStock(): Promise<Wiring> {
  const { default: AWSXRay } = await import("aws-xray-sdk-core");
  const { default: AWSXRayExpress } = await import("aws-xray-sdk-express");
  AWSXRay.SegmentUtils.setServiceData({
    name: "backend-flask",
    version: "0.1.0",
    runtime: "node",
    runtime_version: process.version,
  });
  AWSXRay.setContextMissingStrategy(() => undefined);
  await waitForRules();
  return {
    AWSXRay,
    openSegment: AWSXRayExpress.openSegment("backend-flask"),
    recordError: AWSXRayExpress.closeSegment(),
  };
}

/** Until the rules are there, the SDK uses rules of its own. */
async function waitForRules(): Promise<void> {
  const load = (name: string): unknown =>
    createRequire(import.meta.url)(`aws-xray-sdk-core/dist/lib/middleware/sampling/${name}`);
  (load("default_sampler") as { start(): void }).start();
  const cache = load("rule_cache") as { getLastUpdated(): number | null };
  while (cache.getLastUpdated() === null) await new Promise((resolve) => setImmediate(resolve));
}

async function wireOurs(): Promise<Wiring> {
  const { createXrayTracing } = await import("../xray-tracing.ts");
  const { default: AWSXRay } = await import("aws-xray-sdk-core");
  const config = parseConfig(process.env).tracing;
  if (!config) throw new Error("TRACING is off");
  const { openSegment, recordError } = await createXrayTracing(config, pino({ level: "silent" }));
  return { AWSXRay, openSegment, recordError };
}

const wiring = await (process.env["GOLDEN"] === "stock" ? wireStock() : wireOurs());
const server = createServer(createGoldenApp(wiring)).listen(0, "127.0.0.1", () => {
  console.log(`port ${(server.address() as AddressInfo).port}.`);
});
