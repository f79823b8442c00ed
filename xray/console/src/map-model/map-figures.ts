import type { Failure } from "../lib/outcome.ts";
import { durationParts, formatDuration, formatRate, formatShare } from "../lib/format.ts";
import type { Figures, MapEdge, MapNode } from "./map-graph.ts";
import { worstFailure } from "./map-graph.ts";
import { kindWords } from "./node-words.ts";

/** Which figures the map shows. */
export type Shown = "all" | "latency" | "failures";

export interface NodeFigures {
  /** The figure inside the ring. */
  value: string;
  unit: string;
  /** The words below the name. */
  words: string;
}

/** `rangeSec`: the length of the range in seconds, for rates. */
export function nodeFigures(node: MapNode, rangeSec: number, shown: Shown): NodeFigures {
  const isTimed = shown !== "failures" && node.averageSec !== undefined && !node.client;
  const { value, unit } = isTimed ? durationParts(node.averageSec ?? 0) : { value: "", unit: "" };
  const kind = kindWords(node);
  const rate = shown === "all" && node.total > 0 ? `, ${formatRate(node.total / rangeSec)}` : "";
  return { value, unit, words: kind + rate };
}

export interface EdgeLabel {
  /** `18 ms`, of asynchronous edges `1.2 s queued`. */
  time: string;
  /** `194/min`. */
  rate: string;
  /** `0.8 %` of the most serious kind of failure. */
  failure: { outcome: Failure; text: string } | undefined;
  /** The width of the label, pixels. */
  width: number;
}

/** Measured for Plex Sans of 11 px with tabular figures. */
const CHARACTER_PX = 5.9;

/** Undefined where there is nothing to show. */
export function edgeLabel(edge: MapEdge, rangeSec: number, shown: Shown): EdgeLabel | undefined {
  const worst = worstFailure(edge);
  const failure = worst && { outcome: worst.outcome, text: formatShare(worst.share) };
  const time = shown === "failures" ? "" : edgeTime(edge);
  const rate = shown === "all" && edge.total > 0 ? formatRate(edge.total / rangeSec) : "";
  if (time === "" && rate === "" && !failure) return undefined;
  const second = [rate, failure?.text].filter(Boolean).join(" ");
  return { time, rate, failure, width: Math.max(time.length, second.length) * CHARACTER_PX };
}

function edgeTime(edge: MapEdge): string {
  if (edge.averageSec === undefined) return "";
  return edge.asynchronous ? `${formatDuration(edge.averageSec)} queued` : formatDuration(edge.averageSec);
}

/** Words for screen readers: `backend-flask, service, 41 ms on average, 112/min, 1.9 % faults`. */
export function spokenFigures(figures: Figures, rangeSec: number): string {
  if (figures.total === 0) return "no requests";
  const worst = worstFailure(figures);
  return [
    figures.averageSec === undefined ? "" : `${formatDuration(figures.averageSec)} on average`,
    formatRate(figures.total / rangeSec),
    worst ? `${formatShare(worst.share)} ${FAILURE_WORDS[worst.outcome]}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

export const FAILURE_WORDS = { fault: "faults", throttle: "throttled", error: "errors" } as const;
