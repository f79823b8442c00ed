import type { Change } from "./change.ts";
import { isWorse } from "./sort-services.ts";
import type { CallerOf, FigureRow } from "./service-rows.ts";

/** An endpoint that got worse by itself, and those that got worse because they wait for it. */
export interface Cause {
  row: FigureRow;
  change: Change;
  consequences: readonly FigureRow[];
}

/** A caller notices it as soon as its own next request: this many columns later at most. */
const COLUMNS_APART = 2;

/**
 * Rows that got worse, worst first, without those that only wait for one of them: a caller that changed in the same way at
 * the same time is told with what it calls.
 *
 *     shop-web → checkout, both slower since 14:18   →   checkout, of which shop-web is a consequence
 */
export function findCauses(
  rows: readonly FigureRow[],
  calls: readonly CallerOf[],
  columnSec: number,
): readonly Cause[] {
  const worse = new Map(rows.filter(isWorse).map((row) => [row.key, row]));
  const causeOf = new Map<string, string>();
  for (const { caller, callee } of calls) {
    const [above, below] = [worse.get(caller), worse.get(callee)];
    if (above === undefined || below === undefined || above === below) continue;
    if (!isSameChange(above, below, columnSec) || rootOf(callee, causeOf) === caller) continue;
    const known = worse.get(causeOf.get(caller) ?? "");
    if (known === undefined || weightOf(below) > weightOf(known)) causeOf.set(caller, callee);
  }
  const causes = [...worse.values()].filter(({ key }) => !causeOf.has(key));
  return causes
    .toSorted((a, b) => b.faultsPerMin - a.faultsPerMin || b.addedSec - a.addedSec)
    .flatMap((row) => {
      const { change } = row;
      if (change === undefined || change === "few") return [];
      const consequences = [...worse.values()].filter(
        ({ key }) => key !== row.key && rootOf(key, causeOf) === row.key,
      );
      return [{ row, change, consequences }];
    });
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

function isSameChange(a: FigureRow, b: FigureRow, columnSec: number): boolean {
  if (a.change === undefined || a.change === "few" || b.change === undefined || b.change === "few")
    return false;
  if (a.change.kind !== b.change.kind) return false;
  const [aSec, bSec] = [a.change.atSec, b.change.atSec];
  if (aSec === undefined || bSec === undefined) return aSec === bSec;
  return Math.abs(aSec - bSec) <= COLUMNS_APART * columnSec;
}

function weightOf({ faultsPerMin, addedSec }: FigureRow): number {
  return faultsPerMin > 0 ? faultsPerMin : addedSec;
}
