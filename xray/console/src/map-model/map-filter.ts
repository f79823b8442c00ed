import { formatNodeId } from "xray-local/filter/format-filter.ts";
import type { Outcome } from "../lib/outcome.ts";
import type { MapEdge, MapNode } from "./map-graph.ts";

/** The part of a node's or an edge's requests that is selected. */
export interface MapSelection {
  /** Seconds, from inclusive to exclusive; undefined: all. */
  brush: { fromSec: number; toSec: number } | undefined;
  /** Outcomes whose checkbox is ticked. */
  outcomes: readonly Outcome[];
}

const ALL_OUTCOMES = 4;

/**
 * The filter expression for the requests of a node: `service(id(name: "api")) { responsetime >= 0.055 AND fault }`.
 * Names and types are written as strings, with quotes and backslashes escaped, so nothing in a trace becomes syntax.
 */
export function nodeFilter(node: MapNode, root: MapNode | undefined, selection: MapSelection): string {
  // A client sends no segments: its requests are those of the service that it calls.
  const subject = node.client && root ? root : node;
  return `service(${idOf(subject)})${block(selection)}`;
}

/** `edge(id(name: "api"), id(name: "db")) { … }`; calls of a client are the requests of its root. */
export function edgeFilter(edge: MapEdge, from: MapNode, to: MapNode, selection: MapSelection): string {
  if (from.client) return nodeFilter(to, undefined, selection);
  return `edge(${idOf(from)}, ${idOf(to)})${block(selection)}`;
}

function idOf(node: MapNode): string {
  const isPlain = node.id.Type === undefined || node.id.Type === "remote" || node.id.Type === "Database::SQL";
  return formatNodeId(node.name, isPlain ? undefined : node.id.Type);
}

function block({ brush, outcomes }: MapSelection): string {
  const conditions: string[] = [];
  if (brush) {
    if (brush.fromSec > 0) conditions.push(`responsetime >= ${seconds(brush.fromSec)}`);
    if (Number.isFinite(brush.toSec)) conditions.push(`responsetime < ${seconds(brush.toSec)}`);
  }
  if (outcomes.length > 0 && outcomes.length < ALL_OUTCOMES) {
    const words = outcomeWords(outcomes);
    const only = words[0] ?? "";
    conditions.push(words.length === 1 ? only : `(${words.map(bracket).join(" OR ")})`);
  }
  return conditions.length === 0 ? "" : ` { ${conditions.join(" AND ")} }`;
}

/**
 * A throttled request is an error too. Where both are ticked, `error` finds both; `error` alone must exclude throttles.
 */
function outcomeWords(outcomes: readonly Outcome[]): readonly string[] {
  const hasBoth = outcomes.includes("error") && outcomes.includes("throttle");
  if (hasBoth) return outcomes.filter((outcome) => outcome !== "throttle");
  return outcomes.map((outcome) => (outcome === "error" ? "error AND !throttle" : outcome));
}

function bracket(condition: string): string {
  return condition.includes(" ") ? `(${condition})` : condition;
}

function seconds(value: number): string {
  return String(Number(value.toPrecision(3)));
}
