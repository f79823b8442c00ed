import type { Outcome } from "../../lib/outcome.ts";
import type { CriticalStretch } from "./critical-path.ts";
import { criticalPath } from "./critical-path.ts";
import { stepTitle } from "../step-words.ts";
import type { Place, TraceTree } from "../step.ts";

type PartKind = "wait" | "query" | "browser" | "remote" | "network" | "unrecorded" | "service";

/** One part of the answer to "where did the time go". */
export interface TimePart {
  /** Unique in the breakdown. */
  key: string;
  kind: PartKind;
  /**
   * `wait for a connection`, `database queries`, `network`, the name of a service or host, the title of a failed step.
   */
  label: string;
  place: Place;
  /** A step in which a failure began is a part of its own. */
  outcome: Outcome;
  durationMs: number;
  /** Share of the response, 0 to 1. */
  share: number;
  /** The step that took most of the part; the part links to it. */
  longestId: string;
}

/** Longest first. The `durationMs` add up to the response. */
export type TimeBreakdown = readonly TimePart[];

/**
 * Divides the response. Each millisecond belongs to the deepest step on the critical path, and each step to a part:
 * waits by name, queries together, the browser, other hosts by name, the network, unrecorded time, and each service's
 * own work.
 *
 *     backend 0–10 [wait 1–5, db 5–9]   ->   wait 4 ms, database queries 4 ms, backend 2 ms
 */
export function timeBreakdown(
  tree: TraceTree,
  stretches: readonly CriticalStretch[] = criticalPath(tree),
): TimeBreakdown {
  const parts = new Map<string, TimePart>();
  const longestMs = new Map<string, number>();
  for (const stretch of stretches) {
    const durationMs = stretch.endMs - stretch.startMs;
    const named = nameStretch(stretch);
    const part = parts.get(named.key) ?? { ...named, durationMs: 0, share: 0, longestId: stretch.step.id };
    parts.set(named.key, part);
    part.durationMs += durationMs;
    if (durationMs > (longestMs.get(named.key) ?? 0)) {
      longestMs.set(named.key, durationMs);
      part.longestId = stretch.step.id;
    }
  }
  return finish([...parts.values()], tree.responseMs);
}

type NamedPart = Pick<TimePart, "key" | "kind" | "label" | "place" | "outcome">;

function nameStretch(stretch: CriticalStretch): NamedPart {
  const { step, kind } = stretch;
  const { place } = step;
  const toPart = (partKind: PartKind, label: string, outcome: Outcome = "ok"): NamedPart => ({
    key: outcome === "ok" ? `${partKind}:${label}` : `${outcome}:${step.id}`,
    kind: partKind,
    label,
    place,
    outcome,
  });
  if (kind === "gap") return { ...toPart("unrecorded", "unrecorded"), key: "unrecorded" };
  if (kind === "wire") return toPart("network", "network");
  if (kind === "wait") return toPart("wait", step.name);
  const outcome = step.began && step.kind === "subsegment" ? step.outcome : "ok";
  if (place === "database")
    return toPart("query", outcome === "ok" ? "database queries" : stepTitle(step), outcome);
  if (place === "browser") return toPart("browser", outcome === "ok" ? "browser" : step.name, outcome);
  if (place === "remote") return toPart("remote", step.name, outcome);
  return toPart("service", outcome === "ok" ? step.segment.name : step.name, outcome);
}

/** Beside a failed query, the rest are `other` queries. */
function finish(parts: TimePart[], responseMs: number): TimeBreakdown {
  const hasFailedQuery = parts.some((part) => part.kind === "query" && part.outcome !== "ok");
  for (const part of parts) {
    part.share = responseMs > 0 ? part.durationMs / responseMs : 0;
    if (hasFailedQuery && part.kind === "query" && part.outcome === "ok") part.label = "other queries";
  }
  return parts.toSorted((a, b) => b.durationMs - a.durationMs);
}
