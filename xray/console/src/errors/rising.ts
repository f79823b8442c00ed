import type { FigureColumns } from "xray-local/console-wire/figures.ts";

/** Chosen as for faults in the server: fewer may be chance, and so may less than four times the spread. */
const MIN_COUNT = 5;
const MIN_FACTOR = 2;
const MIN_SPREADS = 4;

/**
 * Since when something occurs at least twice as often as before; undefined when it does not. Splits the columns where
 * two rates fit best.
 *
 *     1 0 1 0 8 9 7   →   the fifth column
 */
export function risingSince({
  startSec,
  columnSec,
  count,
}: Pick<FigureColumns, "startSec" | "columnSec" | "count">): number | undefined {
  const total = count.reduce((sum, each) => sum + each, 0);
  let best: { column: number; fit: number; before: number } | undefined;
  let before = 0;
  for (let column = 1; column < count.length; column += 1) {
    before += count[column - 1] ?? 0;
    const fit = likelihood(before, column) + likelihood(total - before, count.length - column);
    if (best === undefined || fit > best.fit) best = { column, fit, before };
  }
  if (best === undefined) return undefined;
  const since = total - best.before;
  const share = (count.length - best.column) / count.length;
  // How many would have come at the earlier rate, and how many would be after the split by chance.
  const expected = (best.before / best.column) * (count.length - best.column);
  const byChance = total * share;
  if (since < MIN_COUNT || since < MIN_FACTOR * expected) return undefined;
  const isBeyond = since - byChance >= MIN_SPREADS * Math.sqrt(byChance * (1 - share));
  return isBeyond ? startSec + best.column * columnSec : undefined;
}

/**
 * The logarithm of the likelihood of a count in so many columns at its own rate, without the terms that are equal for
 * all splits.
 */
function likelihood(count: number, columns: number): number {
  return count === 0 ? 0 : count * Math.log(count / columns) - count;
}
