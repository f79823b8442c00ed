import { addedSec, isWorse, listChanges } from "./change.ts";
import type { Change } from "./change.ts";
import type { CallerOf, FigureRow } from "./service-rows.ts";

/** How an endpoint got worse by itself, and those that got worse so because they wait for it. */
export interface Cause {
  row: FigureRow;
  change: Change;
  consequences: readonly FigureRow[];
  /** The version of its service that first answered when it changed. */
  version: string | undefined;
}

/** A caller notices it as soon as its own next request: this many columns later at most. */
const COLUMNS_APART = 2;
/** A version that first answered so near to a change is named with it. */
const VERSION_WITHIN_SEC = 120;

/**
 * How rows got worse, those that fail first and the worst first, without those that only wait for one of them: a caller that
 * changed in the same way at the same time is told with what it calls.
 *
 *     shop-web → checkout, both slower since 14:18   →   checkout, of which shop-web is a consequence
 */
export function findCauses(
  rows: readonly FigureRow[],
  calls: readonly CallerOf[],
  columnSec: number,
): readonly Cause[] {
  return (["failing", "slower"] as const).flatMap((kind) => causesOfKind(kind, rows, calls, columnSec));
}

/** The version that first answered within two minutes of a change, or within a column where these are wider. */
export function versionAt(
  { newVersions }: Pick<FigureRow, "newVersions">,
  { atSec }: Change,
  columnSec: number,
): string | undefined {
  if (atSec === undefined) return undefined;
  const within = Math.max(VERSION_WITHIN_SEC, columnSec);
  return newVersions.find(({ sinceSec }) => Math.abs(sinceSec - atSec) <= within)?.text;
}

interface Worse {
  row: FigureRow;
  change: Change;
}

function causesOfKind(
  kind: "failing" | "slower",
  rows: readonly FigureRow[],
  calls: readonly CallerOf[],
  columnSec: number,
): readonly Cause[] {
  const worse = new Map(
    rows.flatMap((row) => {
      const change = listChanges(row.changes).find((each) => isWorse(each) && each.kind === kind);
      if (change === undefined || isToldWithFaults(row, change, columnSec)) return [];
      return [[row.key, { row, change }] as const];
    }),
  );
  const causeOf = new Map<string, string>();
  for (const { caller, callee } of calls) {
    const [above, below] = [worse.get(caller), worse.get(callee)];
    if (above === undefined || below === undefined || above === below) continue;
    if (!isSameTime(above.change, below.change, columnSec) || rootOf(callee, causeOf) === caller) continue;
    const known = worse.get(causeOf.get(caller) ?? "");
    if (known === undefined || weightOf(below) > weightOf(known)) causeOf.set(caller, callee);
  }
  return [...worse.values()]
    .filter(({ row }) => !causeOf.has(row.key))
    .toSorted((a, b) => weightOf(b) - weightOf(a))
    .map(({ row, change }) => {
      const consequences = [...worse.values()].flatMap((other) =>
        other.row !== row && rootOf(other.row.key, causeOf) === row.key ? [other.row] : [],
      );
      return { row, change, consequences, version: versionAt(row, change, columnSec) };
    });
}

/** Half of the requests are not slower by as much. */
const MEDIAN_FACTOR = 1.25;

/**
 * Requests that wait until they fail are slow: if p95 rose when they began to fail and the median did not, that is the same
 * once more.
 */
function isToldWithFaults({ changes: { faults } }: FigureRow, change: Change, columnSec: number): boolean {
  if (change.kind !== "slower" || faults?.kind !== "failing") return false;
  const { before, since } = change;
  return isSameTime(faults, change, columnSec) && since.p50Sec < before.p50Sec * MEDIAN_FACTOR;
}

function rootOf(key: string, causeOf: ReadonlyMap<string, string>): string {
  const seen = new Set<string>();
  let at = key;
  for (let next = causeOf.get(at); next !== undefined && !seen.has(at); next = causeOf.get(at)) {
    seen.add(at);
    at = next;
  }
  return at;
}

function isSameTime(
  { atSec: aSec }: Pick<Change, "atSec">,
  { atSec: bSec }: Pick<Change, "atSec">,
  columnSec: number,
): boolean {
  if (aSec === undefined || bSec === undefined) return aSec === bSec;
  return Math.abs(aSec - bSec) <= COLUMNS_APART * columnSec;
}

function weightOf({ row, change }: Worse): number {
  return change.kind === "failing" ? row.faultsPerMin : addedSec(change);
}
