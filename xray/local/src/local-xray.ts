import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { ServerContext } from "./api/context.ts";
import { createDaemonRegistry } from "./api/sampling/daemon-registry.ts";
import { createCompatibilityMinutes } from "./api/rollups/compatibility-minutes.ts";
import { createFaultMinuteCache } from "./api/rollups/fault-minute-cache.ts";
import { createGraphCache } from "./api/rollups/graph-cache.ts";
import { startGroupRollups } from "./api/rollups/group-rollups.ts";
import { startMinuteRollups } from "./api/rollups/minute-rollups.ts";
import { createTraceFilters } from "./api/filters/trace-filters.ts";
import { createApiServer } from "./api/http/api-server.ts";
import { OPERATIONS } from "./api/operations.ts";
import { createSamplingDirectory } from "./api/sampling/sampling-directory.ts";
import { toServerStatus } from "./api/server-status.ts";
import { toReachable } from "./cli/client-environment.ts";
import { createCollector } from "./collector/collector.ts";
import type { Collector } from "./collector/collector.ts";
import type { Config } from "./config.ts";
import { startForwarder } from "./forward/forwarder.ts";
import type { Forwarder } from "./forward/forwarder.ts";
import { createSink } from "./forward/sinks.ts";
import { withPortHint } from "./listen-error.ts";
import type { ListenTarget } from "./listen-error.ts";
import type { ServerStatus } from "./console-wire/server-status.ts";
import { createSamplingTargets } from "./sampling/sampling-targets.ts";
import { newGroupId } from "./settings/group-id.ts";
import { createSettings } from "./settings/settings.ts";
import { createTraceStore } from "./store/sqlite-trace-store.ts";
import type { SqliteTraceStore, TraceStoreOptions } from "./store/sqlite-trace-store.ts";

/** The account of everything here. AWS never assigns this number. */
const ACCOUNT_ID = "000000000000";

type StoreContext = ServerContext & { store: SqliteTraceStore };

interface Surroundings {
  version: string;
  logError: (message: string, error: unknown) => void;
  /** Called with a sentence that people should read at once. */
  logNotice: (sentence: string) => void;
}

export interface LocalXray {
  status(): ServerStatus;
  /** Resolves when a thread that receives or stores has ended by itself. The server is then of no use: close it. */
  readonly failure: Promise<Error>;
  /** Stops listening, lets running requests end and writes what was received. */
  close(): Promise<void>;
}

/**
 * Opens the store and listens. Rejects, with everything closed, when a port is in use or the data cannot be used; the
 * message says what to do.
 */
export async function startLocalXray(config: Config, surroundings: Surroundings): Promise<LocalXray> {
  const startedAtMs = Date.now();
  // Closed in reverse: first nothing more is received, then what was received is written.
  await using resources = new AsyncDisposableStack();
  const { promise: failure, resolve: onFailure } = Promise.withResolvers<Error>();
  const listener = { onFailure, onNotice: surroundings.logNotice };
  const context = await openContext(config, listener, resources);
  const collector = await openCollector(config, context.store, onFailure, resources);
  const forwarder = openForwarder(config, context.store, resources);
  const listeners = { daemonUdp: toText(collector.address), daemonTcp: "", api: "" };
  const status = (): ServerStatus =>
    toServerStatus({
      context,
      version: surroundings.version,
      startedAtMs,
      listeners,
      reach: { daemon: toReachable(config.reach.daemon ?? listeners.daemonUdp), ...appOf(config) },
      receiveBufferBytes: collector.receiveBufferBytes,
      kernelDrops: () => collector.kernelDrops(),
      forwarding: () => forwarder?.status(),
    });
  const server = createApiServer({
    operations: OPERATIONS,
    context,
    status,
    consoleDirectory: config.consoleDirectory,
    allowedHosts: config.allowedHosts,
    logError: surroundings.logError,
  });
  resources.defer(() => server.close());
  const daemon = { protocol: "TCP", ...daemonAddress(config), withConsole: false };
  listeners.daemonTcp = toText(await withPortHint(daemon, () => server.listen(daemon)));
  const { host, consolePort: port } = config;
  const api = {
    protocol: "TCP",
    host,
    port,
    setting: "XRAY_CONSOLE_PORT",
    option: "--port",
    withConsole: true,
  };
  listeners.api = toText(await withPortHint(api, () => server.listen(api)));
  const running = resources.move();
  return { status, failure, close: () => running.disposeAsync() };
}

async function openContext(
  config: Config,
  listener: Required<Pick<TraceStoreOptions, "onFailure" | "onNotice">>,
  resources: AsyncDisposableStack,
): Promise<StoreContext> {
  const { dataDirectory, capBytes, retentionSec, region } = config;
  const nowMs = Date.now;
  const store = await createTraceStore({ directory: dataDirectory, capBytes, retentionSec, ...listener });
  resources.defer(() => store.close());
  resources.defer(startMinuteRollups(store, store.rollups));
  const scope = { region, accountId: ACCOUNT_ID };
  const path = join(dataDirectory, "settings.sqlite");
  const settings = createSettings({ path, ...scope, nowMs, newGroupId });
  resources.defer(() => settings.close());
  const targets = createSamplingTargets();
  const graphs = createGraphCache(store, store.rollups);
  const filters = createTraceFilters(settings.groups);
  resources.defer(startGroupRollups({ store, graphs, filters, nowMs }));
  const compatibility = createCompatibilityMinutes(store, nowMs);
  resources.defer(compatibility.start());
  return {
    store,
    graphs,
    faultMinutes: createFaultMinuteCache(store),
    compatibility,
    settings,
    targets,
    filters,
    sampling: createSamplingDirectory(settings, targets, nowMs),
    daemons: createDaemonRegistry(nowMs),
    nowMs,
    newId: randomUUID,
    ...scope,
  };
}

async function openCollector(
  config: Config,
  store: SqliteTraceStore,
  onFailure: (failure: Error) => void,
  resources: AsyncDisposableStack,
): Promise<Collector> {
  const udp = { protocol: "UDP", ...daemonAddress(config) };
  const collector = await withPortHint(udp, () => createCollector({ store, onFailure, ...udp }));
  resources.defer(() => collector.close());
  return collector;
}

/** Undefined when nothing is forwarded. */
function openForwarder(
  { forward }: Config,
  store: SqliteTraceStore,
  resources: AsyncDisposableStack,
): Forwarder | undefined {
  if (forward === undefined) return undefined;
  const target = forward.kind === "otlp" ? forward.url : toText(forward);
  const forwarder = startForwarder({ store, sink: createSink(forward), target });
  resources.defer(() => forwarder.close());
  return forwarder;
}

function appOf({ reach: { appUrl, requestUrl } }: Config): Pick<ServerStatus["reach"], "app"> {
  if (appUrl === undefined && requestUrl === undefined) return {};
  return { app: { ...(appUrl ? { pageUrl: appUrl } : {}), ...(requestUrl ? { requestUrl } : {}) } };
}

function daemonAddress({ host, daemonPort }: Config): Omit<ListenTarget, "protocol"> {
  return { host, port: daemonPort, setting: "XRAY_DAEMON_PORT", option: "--daemon-port" };
}

function toText({ host, port }: { host: string; port: number }): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
