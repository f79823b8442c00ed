import { withoutUuids } from "../traces/request-words.ts";
import type { TimelineRow } from "../timeline/timeline-rows.ts";

/** Steps of one path in two traces. A path that repeats is one row: `middleware ×4`. */
export interface ComparedRow {
  key: string;
  name: string;
  /** The detail of both, where they differ. */
  detail: string;
  depth: number;
  place: TimelineRow["place"];
  /** Whether it waits and does no work. */
  wait: boolean;
  a: ComparedSide | undefined;
  b: ComparedSide | undefined;
  /** A minus B; a missing side counts as 0. */
  differenceMs: number;
  /** It explains at least a tenth of the difference between the two responses. */
  explains: boolean;
}

export interface ComparedSide {
  /** Of all steps of the path together. */
  durationMs: number;
  count: number;
  outcome: TimelineRow["outcome"];
  detail: string;
}

/** A difference is bold from this share of the whole difference on. */
const EXPLAINS_SHARE = 0.1;

interface Gathered {
  row: TimelineRow;
  depth: number;
  a: ComparedSide | undefined;
  b: ComparedSide | undefined;
}

/**
 * Matches rows by the names on their path from the first segment that both traces have. Keeps the order of A; what only
 * B has comes after the other steps of its parent.
 *
 *     A  web › api › wait, query      ->   api    A B
 *     B        api › query            ->     wait   A, not there
 *                                     ->     query  A B
 */
export function matchRows(
  aRows: readonly TimelineRow[],
  bRows: readonly TimelineRow[],
): readonly ComparedRow[] {
  const [aPart, bPart] = fromCommonSegment(aRows, bRows);
  const gathered = new Map<string, Gathered>();
  gather(gathered, aPart, "a");
  gather(gathered, bPart, "b");
  const rows = inTreeOrder(gathered);
  const gapMs = Math.abs(differenceOf(rows[0]?.[1]));
  return rows.map(([key, { row, depth, a, b }]) => {
    const differenceMs = (a?.durationMs ?? 0) - (b?.durationMs ?? 0);
    const explains = gapMs > 0 && Math.abs(differenceMs) >= gapMs * EXPLAINS_SHARE;
    const { name, place } = row;
    const detail = [...new Set([a?.detail ?? "", b?.detail ?? ""])]
      .filter((words) => words !== "")
      .join(" and ");
    return { key, name, detail, depth, place, wait: row.step.wait, a, b, differenceMs, explains };
  });
}

/** Starts at the shallowest segment whose name is in both traces, because the browser may be in only one of them. */
function fromCommonSegment(
  aRows: readonly TimelineRow[],
  bRows: readonly TimelineRow[],
): [readonly TimelineRow[], readonly TimelineRow[]] {
  for (const aRow of aRows.filter((row) => row.step.kind === "segment")) {
    const bRow = bRows.find((row) => row.step.kind === "segment" && row.name === aRow.name);
    if (bRow !== undefined) return [subtree(aRows, aRow), subtree(bRows, bRow)];
  }
  return [aRows, bRows];
}

/** Rows come after their parents, so a subtree ends where the depth is back. */
function subtree(rows: readonly TimelineRow[], root: TimelineRow): readonly TimelineRow[] {
  const start = rows.indexOf(root);
  const length = rows.slice(start + 1).findIndex((row) => row.depth <= root.depth);
  return length === -1 ? rows.slice(start) : rows.slice(start, start + 1 + length);
}

function gather(gathered: Map<string, Gathered>, rows: readonly TimelineRow[], side: "a" | "b"): void {
  const rootDepth = rows[0]?.depth ?? 0;
  const path: string[] = [];
  for (const row of rows) {
    const depth = row.depth - rootDepth;
    path.length = depth;
    path.push(stepKey(row));
    const key = path.join("\u0000");
    const present: Gathered = gathered.get(key) ?? { row, depth, a: undefined, b: undefined };
    gathered.set(key, present);
    const before = present[side];
    present[side] = {
      durationMs: row.durationMs + (before?.durationMs ?? 0),
      count: 1 + (before?.count ?? 0),
      detail: before?.detail ?? row.detail,
      outcome: row.outcome === "ok" ? (before?.outcome ?? "ok") : row.outcome,
    };
  }
}

/**
 * Segments match by name, wherever the service runs (so not by `serviceKey`); steps match by name and by what they did.
 */
function stepKey(row: TimelineRow): string {
  return row.step.kind === "segment" ? row.name : `${row.name} ${withoutUuids(row.detail)}`;
}

/** Parents before children; what was found later comes after its siblings. */
function inTreeOrder(gathered: ReadonlyMap<string, Gathered>): readonly (readonly [string, Gathered])[] {
  const children = new Map<string, string[]>();
  for (const key of gathered.keys()) {
    const parent = key.includes("\u0000") ? key.slice(0, key.lastIndexOf("\u0000")) : "";
    children.set(parent, [...(children.get(parent) ?? []), key]);
  }
  const ordered: (readonly [string, Gathered])[] = [];
  const visit = (parent: string) => {
    for (const key of children.get(parent) ?? []) {
      const entry = gathered.get(key);
      if (entry === undefined) continue;
      ordered.push([key, entry]);
      visit(key);
    }
  };
  visit("");
  return ordered;
}

function differenceOf(entry: Gathered | undefined): number {
  return (entry?.a?.durationMs ?? 0) - (entry?.b?.durationMs ?? 0);
}
