import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { createDaemonRegistry } from "./api/daemon-registry.ts";
import { createGraphCache } from "./api/graph/graph-cache.ts";
import { createApiServer } from "./api/http/api-server.ts";
import { OPERATIONS } from "./api/operations.ts";
import { createSamplingDirectory } from "./api/sampling-directory.ts";
import { toServerStatus } from "./api/server-status.ts";
import { createCollector } from "./collector/collector.ts";
import type { Config } from "./config.ts";
import { withPortHint } from "./listen-error.ts";
import type { ServerStatus } from "./protocol/server-status.ts";
import { createSamplingTargets } from "./sampling/sampling-targets.ts";
import { newGroupId } from "./settings/group-id.ts";
import { createSettings } from "./settings/settings.ts";
import { createTraceStore } from "./store/sqlite-trace-store.ts";

/** The account of everything here. AWS gives out no such number. */
const ACCOUNT_ID = "000000000000";

interface Surroundings {
  version: string;
  logError: (message: string, error: unknown) => void;
}

export interface LocalXray {
  status(): ServerStatus;
  /** Stops listening, lets what runs finish and writes out what was received. */
  close(): Promise<void>;
}

/**
 * Opens the store and listens. Rejects with an error whose message says what to do when a port is taken or the data
 * cannot be used; nothing stays open then.
 */
export async function startLocalXray(
  config: Config,
  { version, logError }: Surroundings,
): Promise<LocalXray> {
  await using resources = new AsyncDisposableStack();
  const { host, dataDirectory, capBytes, retentionSec, region } = config;
  const startedAtMs = Date.now();
  const nowMs = Date.now;
  const store = await createTraceStore({ directory: dataDirectory, capBytes, retentionSec });
  resources.defer(() => store.close());
  const scope = { region, accountId: ACCOUNT_ID };
  const settings = createSettings({
    path: join(dataDirectory, "settings.sqlite"),
    ...scope,
    nowMs,
    newGroupId,
  });
  resources.defer(() => settings.close());

  const udp = { protocol: "UDP", host, port: config.daemonPort, setting: "XRAY_DAEMON_PORT" };
  const collector = await withPortHint(udp, () => createCollector({ store, host, port: config.daemonPort }));
  resources.defer(() => collector.close());

  const targets = createSamplingTargets();
  const context = {
    store,
    graphs: createGraphCache(store),
    settings,
    targets,
    groups: settings.groups,
    sampling: createSamplingDirectory(settings, targets, nowMs),
    daemons: createDaemonRegistry(nowMs),
    nowMs,
    newId: randomUUID,
    ...scope,
  };
  const listeners = { daemonUdp: toText(collector.address), daemonTcp: "", api: "" };
  const { receiveBufferBytes } = collector;
  const status = (): ServerStatus =>
    toServerStatus({
      context,
      version,
      startedAtMs,
      listeners,
      receiveBufferBytes,
      kernelDrops: () => collector.kernelDrops(),
    });
  const { consoleDirectory, allowedHosts } = config;
  const server = createApiServer({
    operations: OPERATIONS,
    context,
    status,
    consoleDirectory,
    allowedHosts,
    logError,
  });
  resources.defer(() => server.close());
  const daemon = { protocol: "TCP", host, port: config.daemonPort, setting: "XRAY_DAEMON_PORT" };
  const api = { protocol: "TCP", host, port: config.consolePort, setting: "XRAY_CONSOLE_PORT" };
  listeners.daemonTcp = toText(
    await withPortHint(daemon, () => server.listen({ ...daemon, withConsole: false })),
  );
  listeners.api = toText(await withPortHint(api, () => server.listen({ ...api, withConsole: true })));

  const running = resources.move();
  return { status, close: () => running.disposeAsync() };
}

function toText({ host, port }: { host: string; port: number }): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
