import type { ClientStatus } from "../console-wire/server-status.ts";
import type { SamplingTargets } from "../sampling/sampling-targets.ts";
import type { Settings } from "../settings/settings.ts";
import type { TraceFilters } from "./filters/trace-filters.ts";
import type { FaultMinuteCache } from "./rollups/fault-minute-cache.ts";
import type { GraphCache } from "./rollups/graph-cache.ts";
import type { TraceStore } from "../store/trace-store.ts";

/** What an operation may use besides its input. */
export interface ApiContext {
  store: TraceStore;
  /** Of the traces in `store`. */
  graphs: GraphCache;
  /** Of the traces in `store` too. */
  faultMinutes: FaultMinuteCache;
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
  /** Aborts when the caller has hung up; long scans stop then. */
  signal: AbortSignal;
  /**
   * Counts what the request's body has become, in bytes, with all that requests hold until they are answered. Throws
   * ThrottledException when that is too much.
   */
  hold(bytes: number): void;
  /** Both go into ARNs. */
  region: string;
  accountId: string;
}

/** What the status page reads of the sampling rules. */
export interface SamplingDirectory {
  defaultRule(): { fixedRate: number; reservoirSize: number };
  /** Samplers that asked for rules or targets lately. */
  clients(): readonly ClientStatus[];
}

/** Daemons that sent telemetry. */
export interface DaemonRegistry {
  seen(daemon: { id: string; detail: string }): void;
  clients(): readonly ClientStatus[];
}
