import { createSamplingTargets } from "../../sampling/sampling-targets.ts";
import { newGroupId } from "../../settings/group-id.ts";
import { createSettings } from "../../settings/settings.ts";
import type { ApiContext } from "../context.ts";
import { createTraceFilters } from "../filters/trace-filters.ts";
import { createDaemonRegistry } from "../sampling/daemon-registry.ts";
import { createSamplingDirectory } from "../sampling/sampling-directory.ts";
import { createCompatibilityMinutes } from "../rollups/compatibility-minutes.ts";
import { createFaultMinuteCache } from "../rollups/fault-minute-cache.ts";
import { createGraphCache } from "../rollups/graph-cache.ts";
import { makeStore } from "./make-store.ts";

/** 2026-11-24T06:00:00Z, far from midnight and from every boundary of a window. */
export const NOW_SEC = 1_795_500_000;

/** A context whose parts are in memory and whose clock stands still; `parts` replace its own. */
export function makeContext(parts: Partial<ApiContext> = {}): ApiContext {
  let ids = 0;
  const nowMs = parts.nowMs ?? ((): number => NOW_SEC * 1000);
  const scope = { region: "us-east-1", accountId: "000000000000" };
  const settings = parts.settings ?? createSettings({ path: ":memory:", ...scope, nowMs, newGroupId });
  const targets = parts.targets ?? createSamplingTargets();
  const store = parts.store ?? makeStore(nowMs);
  return {
    store,
    graphs: createGraphCache(store),
    faultMinutes: createFaultMinuteCache(store),
    compatibility: createCompatibilityMinutes(store, nowMs),
    settings,
    targets,
    filters: createTraceFilters(settings.groups),
    sampling: createSamplingDirectory(settings, targets, nowMs),
    daemons: createDaemonRegistry(nowMs),
    nowMs,
    newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`,
    signal: new AbortController().signal,
    hold: () => {},
    isFromSdk: false,
    isImport: false,
    ...scope,
    ...parts,
  };
}
