import type { TimelineRow } from "./timeline-rows.ts";

/** From this many on, alike siblings in succession are folded into one line. */
const RUN_LENGTH = 5;
/** Tells the id of a run from those of its rows. */
const RUN_MARK = "~";

/** One line of the timeline on screen. */
export type TimelineEntry = RowEntry | RunEntry;

interface EntryBase {
  id: string;
  depth: number;
  /** Whether it has something to unfold. */
  foldable: boolean;
  folded: boolean;
}

interface RowEntry extends EntryBase {
  kind: "row";
  row: TimelineRow;
}

/** Alike siblings: same name, detail, place and statement, and none of them failed. */
export interface RunEntry extends EntryBase {
  kind: "run";
  /** At least five. */
  rows: readonly TimelineRow[];
  startMs: number;
  endMs: number;
  /** The durations of all rows together. */
  sumMs: number;
}

/** Runs by the id of their first row. They depend on the trace alone, not on what is folded. */
export type Runs = ReadonlyMap<string, readonly TimelineRow[]>;

/**
 * Finds runs of alike siblings.
 *
 *     wait, select a, select b ×6, insert   ->   one run of 6, at the id of its first
 */
export function findRuns(rows: readonly TimelineRow[]): Runs {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const runs = new Map<string, readonly TimelineRow[]>();
  for (const { step } of rows) {
    if (step.children.length < RUN_LENGTH) continue;
    let run: TimelineRow[] = [];
    const close = () => {
      if (run[0] && run.length >= RUN_LENGTH) runs.set(run[0].id, run);
      run = [];
    };
    for (const child of step.children) {
      const row = byId.get(child.id);
      if (!row) continue;
      if (run[0] && !isAlike(run[0], row)) close();
      if (isQuiet(row)) run.push(row);
      else close();
    }
    close();
  }
  return runs;
}

function isAlike(a: TimelineRow, b: TimelineRow): boolean {
  return (
    a.name === b.name &&
    a.detail === b.detail &&
    a.place === b.place &&
    a.step.wait === b.step.wait &&
    a.step.entity.sql?.sanitized_query === b.step.entity.sql?.sanitized_query
  );
}

function isQuiet(row: TimelineRow): boolean {
  return row.outcome === "ok" && !row.step.inProgress && row.step.kind === "subsegment";
}

/**
 * The visible lines. Rows are open and runs closed, except for the ids in `toggled`.
 *
 *     a [b [c], d ×5]            ->  a, b, c, ~d
 *     toggled {b, ~d}            ->  a, b, ~d, d1 … d5
 */
export function visibleEntries(
  rows: readonly TimelineRow[],
  runs: Runs,
  toggled: ReadonlySet<string>,
): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const hiddenMembers = new Set<string>();
  let hiddenBelow = Infinity;
  for (const row of rows) {
    if (row.depth > hiddenBelow) continue;
    hiddenBelow = Infinity;
    const run = runs.get(row.id);
    if (run) addRun(entries, run, toggled, hiddenMembers);
    if (hiddenMembers.has(row.id)) {
      hiddenBelow = row.depth;
      continue;
    }
    const entry = toRowEntry(row, toggled);
    entries.push(entry);
    if (entry.folded) hiddenBelow = row.depth;
  }
  return entries;
}

function addRun(
  entries: TimelineEntry[],
  rows: readonly TimelineRow[],
  toggled: ReadonlySet<string>,
  hiddenMembers: Set<string>,
): void {
  const entry = toRunEntry(rows, toggled);
  entries.push(entry);
  if (entry.folded) for (const row of rows) hiddenMembers.add(row.id);
}

function toRowEntry(row: TimelineRow, toggled: ReadonlySet<string>): RowEntry {
  const foldable = row.step.children.length > 0;
  return {
    kind: "row",
    id: row.id,
    depth: row.depth,
    row,
    foldable,
    folded: foldable && toggled.has(row.id),
  };
}

function toRunEntry(rows: readonly TimelineRow[], toggled: ReadonlySet<string>): RunEntry {
  const id = runId(rows[0]?.id ?? "");
  let startMs = Infinity;
  let endMs = 0;
  let sumMs = 0;
  for (const row of rows) {
    startMs = Math.min(startMs, row.startMs);
    endMs = Math.max(endMs, row.endMs);
    sumMs += row.durationMs;
  }
  return {
    kind: "run",
    id,
    depth: rows[0]?.depth ?? 0,
    foldable: true,
    folded: !toggled.has(id),
    rows,
    startMs,
    endMs,
    sumMs,
  };
}

function runId(firstRowId: string): string {
  return RUN_MARK + firstRowId;
}

/** The index of the line that shows a row, by the row's id: its own line, or that of its folded run. */
export function indexEntries(entries: readonly TimelineEntry[]): ReadonlyMap<string, number> {
  const indexes = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    if (entry.kind === "run" && entry.folded) for (const row of entry.rows) indexes.set(row.id, index);
    indexes.set(entry.id, index);
  }
  return indexes;
}

/**
 * The index of the line that shows a row: its own, that of its run, or that of the nearest folded step above; else −1.
 */
export function entryIndexOf(
  indexes: ReadonlyMap<string, number>,
  rows: ReadonlyMap<string, TimelineRow>,
  id: string,
): number {
  const direct = indexes.get(id);
  if (direct !== undefined) return direct;
  const start = id.startsWith(RUN_MARK) ? id.slice(RUN_MARK.length) : id;
  for (let step = rows.get(start)?.step; step; step = step.parent) {
    const index = indexes.get(step.id);
    if (index !== undefined) return index;
  }
  return -1;
}
