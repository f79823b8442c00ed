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
  /** Graphs of the traces in `store`. */
  graphs: GraphCache;
  /** Faults of the traces in `store`. */
  faultMinutes: FaultMinuteCache;
  /** Problems of the traces in `store`. */
  compatibility: CompatibilityMinutes;
  /** What was set through the API; `filters` and `sampling` are derived from it. */
  settings: Settings;
  targets: SamplingTargets;
  filters: TraceFilters;
  sampling: SamplingDirectory;
  daemons: DaemonRegistry;
  /** Epoch milliseconds. */
  nowMs(): number;
  /** A new UUID. */
  newId(): string;
  /** Region and account are parts of ARNs. */
  region: string;
  accountId: string;
}

/** What differs from request to request. */
interface RequestContext {
  /** Aborts when the caller has hung up, which stops long scans. */
  signal: AbortSignal;
  /**
   * Counts what the request's body became, in bytes, together with all that other requests hold until they are
   * answered. Throws ThrottledException when that is too much.
   */
  hold(bytes: number): void;
  /** Whether it came to the daemon's port or through a daemon, as an SDK's requests for sampling rules do. */
  isFromSdk: boolean;
  /** Whether it restores traces from a file: they are no arrivals. */
  isImport: boolean;
}

/** What is the same for all requests. */
export type ServerContext = Omit<ApiContext, keyof RequestContext>;

/** What the status page reads of the sampling rules. */
export interface SamplingDirectory {
  defaultRule(): { fixedRate: number; reservoirSize: number };
  /** SDKs that reported lately. */
  clients(): readonly ClientStatus[];
  /** Call it when an SDK asks for rules or targets. */
  noteQuestion(): void;
  /** When an SDK last asked, epoch milliseconds; undefined when none has. */
  lastQuestionAtMs(): number | undefined;
}

/** The daemons that sent telemetry. */
export interface DaemonRegistry {
  seen(daemon: { id: string; detail: string }): void;
  clients(): readonly ClientStatus[];
}
