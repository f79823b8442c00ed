import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { TracingConfig } from "../config/config.ts";
import { createUdpSender } from "../daemon/udp-sender.ts";
import { createClock } from "./clock.ts";
import { fetchText } from "./plugins/platform.ts";
import { describeResource } from "./plugins/plugins.ts";
import type { Resource } from "./plugins/plugins.ts";
import { createPostgresObserver } from "./postgres.ts";
import { createOpenSegment, recordError, segmentOf } from "./request/request-segment.ts";
import { sendThrough, tellTimeBy } from "./sdk/entities.ts";
import { contain } from "./sdk/failure.ts";
import { askRulesOf, hasSamplingRules, pollSamplingRules, startSampling } from "./sdk/sampling.ts";
import { createSdkLogger } from "./sdk/sdk-logger.ts";
import { AWSXRay, segmentUtils } from "./sdk/sdk.ts";
import type { Tracing } from "./tracing.ts";

/** The name of this app in sampling rules, groups and the trace map. */
const SERVICE_NAME = "backend-flask";
const { version: SERVICE_VERSION } = createRequire(import.meta.url)("../../package.json") as {
  version: string;
};

/** Until the rules are there, the SDK would use its own, so the start waits this long for them. */
const RULES_WAIT_MS = 1_000;
const FIRST_RULES_RETRY_MS = 100;
const MAX_RULES_RETRY_MS = 30_000;

/**
 * The X-Ray SDK, set up once for this process. Resolves when sampling rules are there, or the wait for them is over.
 */
export async function createXrayTracing(config: TracingConfig, logger: Logger): Promise<Tracing> {
  const { udp, tcp } = config.daemon;
  const sender = createUdpSender(udp, logger);
  const nowSec = createClock();
  const stopping = new AbortController();
  AWSXRay.setLogger(createSdkLogger(logger));
  AWSXRay.setContextMissingStrategy(() => undefined);
  segmentUtils.setServiceData({
    name: SERVICE_NAME,
    version: SERVICE_VERSION,
    runtime: "node",
    runtime_version: process.version,
  });
  sendThrough((toDocument) => sender.send(toDocument));
  tellTimeBy(nowSec);
  askRulesOf({ tcp, signal: stopping.signal });
  warnOfRenaming(config, logger);
  const [resource] = await Promise.all([
    findResource(config, logger),
    Promise.race([
      followRules(stopping.signal),
      sleep(RULES_WAIT_MS, undefined, { signal: stopping.signal }),
    ]),
  ]);
  if (resource) Object.assign(segmentUtils, { origin: resource.origin, pluginData: resource.aws });

  return {
    openSegment: createOpenSegment(SERVICE_NAME, config.dynamicNaming),
    recordError,
    setUser: (response, handle) => contain(() => segmentOf(response)?.setUser(handle)),
    observeQueries: (databaseUrl) => createPostgresObserver(databaseUrl, nowSec),
    sendDocument: (document) => sender.send(() => document),
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

/** Checks a few times whether the rules are there, because the SDK does not tell. */
async function rulesArrive(withinMs: number, signal: AbortSignal): Promise<boolean> {
  for (let look = 0; look < 10 && !signal.aborted; look += 1) {
    if (hasSamplingRules()) return true;
    await sleep(withinMs / 10, undefined, { signal, ref: false }).catch(() => undefined);
  }
  return hasSamplingRules();
}

async function findResource({ resource }: TracingConfig, logger: Logger): Promise<Resource | undefined> {
  if (!resource) return undefined;
  const platform = {
    variables: resource.platform,
    hostname: hostname(),
    readFile: (path: string) => readFile(path, "utf8"),
    fetchText,
  };
  return describeResource(resource.plugins, platform, logger);
}

function warnOfRenaming({ dynamicNaming }: TracingConfig, logger: Logger): void {
  if (dynamicNaming?.mode !== "rename") return;
  logger.warn(
    `AWS_XRAY_URL_MODE=rename: requests whose Host matches ${dynamicNaming.pattern} are named after their host, so sampling ` +
      `rules and groups for ${SERVICE_NAME} do not match them. AWS_XRAY_URL_MODE=annotate keeps the name.`,
  );
}
