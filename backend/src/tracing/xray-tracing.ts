import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { TracingConfig } from "../config.ts";
import { createClock } from "./clock.ts";
import { createPostgresObserver } from "./postgres.ts";
import { createOpenSegment, recordError, segmentOf } from "./request-segment.ts";
import { createSdkLogger } from "./sdk/sdk-logger.ts";
import {
  askDaemon,
  AWSXRay,
  hasSamplingRules,
  mendSamplingClock,
  pollSamplingRules,
  startSampling,
  sendThrough,
  tellTimeBy,
} from "./sdk/sdk-internals.ts";
import type { Tracing } from "./tracing.ts";
import { createUdpSender } from "./udp-sender.ts";

/** The service that sampling rules, groups and the trace map know this app by. */
const SERVICE_NAME = "backend-flask";
const { version: SERVICE_VERSION } = createRequire(import.meta.url)("../../package.json") as {
  version: string;
};

/** Requests before the rules are there would be decided by the SDK's own, so the start waits this long for them. */
const RULES_WAIT_MS = 1_000;
const FIRST_RULES_RETRY_MS = 100;
const MAX_RULES_RETRY_MS = 30_000;

/** The X-Ray SDK, set up once for this process. Resolves when sampling rules are there or have been waited for. */
export async function createXrayTracing(config: TracingConfig, logger: Logger): Promise<Tracing> {
  const sender = createUdpSender(config.daemon.udp);
  const nowSec = createClock();
  AWSXRay.setLogger(createSdkLogger(logger));
  AWSXRay.setContextMissingStrategy(() => undefined);
  AWSXRay.SegmentUtils.setServiceData({
    name: SERVICE_NAME,
    version: SERVICE_VERSION,
    runtime: "node",
    runtime_version: process.version,
  });
  askDaemon(config.daemon);
  sendThrough((toMessage) => sender.send(toMessage));
  tellTimeBy(nowSec);
  mendSamplingClock();
  warnOfRenaming(config, logger);
  const stopping = new AbortController();
  await Promise.race([
    followRules(stopping.signal),
    sleep(RULES_WAIT_MS, undefined, { signal: stopping.signal }),
  ]);

  return {
    openSegment: createOpenSegment(SERVICE_NAME, config.dynamicNaming),
    recordError,
    setUser: (response, handle) => segmentOf(response)?.setUser(handle),
    observeQueries: (databaseUrl) => createPostgresObserver(databaseUrl, nowSec),
    async close() {
      stopping.abort();
      await sender.close();
    },
  };
}

/** Asks the daemon for the service's rules until it has answered once; after that the SDK's own polling is enough. */
async function followRules(signal: AbortSignal): Promise<void> {
  startSampling();
  let pauseMs = FIRST_RULES_RETRY_MS;
  while (!(await rulesArrive(pauseMs, signal)) && !signal.aborted) {
    pollSamplingRules();
    pauseMs = Math.min(pauseMs * 2, MAX_RULES_RETRY_MS);
  }
}

/** Looks a few times whether the rules are there: the SDK does not tell. */
async function rulesArrive(withinMs: number, signal: AbortSignal): Promise<boolean> {
  for (let look = 0; look < 10 && !signal.aborted; look += 1) {
    if (hasSamplingRules()) return true;
    await sleep(withinMs / 10, undefined, { signal, ref: false }).catch(() => undefined);
  }
  return hasSamplingRules();
}

function warnOfRenaming({ dynamicNaming }: TracingConfig, logger: Logger): void {
  if (dynamicNaming?.mode !== "rename") return;
  logger.warn(
    `AWS_XRAY_URL_MODE=rename: requests whose Host matches ${dynamicNaming.pattern} are named after their host, so sampling ` +
      `rules and groups for ${SERVICE_NAME} do not match them. AWS_XRAY_URL_MODE=annotate keeps the name.`,
  );
}
