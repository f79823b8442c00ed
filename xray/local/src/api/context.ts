import type { ClientStatus } from "../console-wire/server-status.ts";
import type { SamplingTargets } from "../sampling/sampling-targets.ts";
import type { Settings } from "../settings/settings.ts";
import type { TraceFilters } from "./filters/trace-filters.ts";
import type { CompatibilityMinutes } from "./rollups/compatibility-minutes.ts";
import type { FaultMinuteCache } from "./rollups/fault-minute-cache.ts";
import type { GraphCache } from "./rollups/graph-cache.ts";
import type { TraceStore } from "../store/trace-store.ts";

/** What an operation may use besides its input. */
export interface ApiContext extends RequestContext {
  store: TraceStore;
  /** Of the traces in `store`. */
  graphs: GraphCache;
  /** Of the traces in `store` too. */
  faultMinutes: FaultMinuteCache;
  /** Of the traces in `store` too. */
  compatibility: CompatibilityMinutes;
  /** The control plane's memory; `filters` and `sampling` are views of it. */
  settings: Settings;
  targets: SamplingTargets;
  filters: TraceFilters;
  sampling: SamplingDirectory;
  daemons: DaemonRegistry;
  /** Epoch milliseconds. */
  nowMs(): number;
  /** A new UUID. */
  newId(): string;
  /** Both go into ARNs. */
  region: string;
  accountId: string;
}

/** What is another for each request. */
interface RequestContext {
  /** Aborts when the caller has hung up; long scans stop then. */
  signal: AbortSignal;
  /**
   * Counts what the request's body has become, in bytes, with all that requests hold until they are answered. Throws
   * ThrottledException when that is too much.
   */
  hold(bytes: number): void;
  /** It came to the daemon's port, or through a daemon, as the questions of SDKs about sampling do. */
  isFromSdk: boolean;
  /** It gives traces of a file back: what it puts has not arrived just now. */
  isImport: boolean;
}

/** What is the same for all requests. */
export type ServerContext = Omit<ApiContext, keyof RequestContext>;

/** What the status page reads of the sampling rules. */
export interface SamplingDirectory {
  defaultRule(): { fixedRate: number; reservoirSize: number };
  /** Samplers that reported what they did lately. */
  clients(): readonly ClientStatus[];
  /** An SDK asks for rules or targets. */
  noteQuestion(): void;
  /** When one did last, epoch milliseconds; undefined when none has. */
  lastQuestionAtMs(): number | undefined;
}

/** Daemons that sent telemetry. */
export interface DaemonRegistry {
  seen(daemon: { id: string; detail: string }): void;
  clients(): readonly ClientStatus[];
}
