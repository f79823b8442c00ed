import type { InsightEvent, InsightSummary } from "../api/operations.ts";
import { formatCount, formatShare } from "../lib/format.ts";
import { isActive } from "./insight-rows.ts";

/** What happened in an insight, the earliest first. */
export interface Happening {
  atSec: number;
  words: string;
}

/** `events` are the latest first, one a minute. Only what is new in a minute is told, at most this much. */
const MOST_TOLD = 6;

export function toHappenings(insight: InsightSummary, events: readonly InsightEvent[]): readonly Happening[] {
  const inOrder = events.toReversed();
  const [first] = inOrder;
  const grown = inOrder.filter(
    (event, index) =>
      event.RootCauseServiceRequestImpactStatistics.FaultCount >
      (inOrder[index - 1]?.RootCauseServiceRequestImpactStatistics.FaultCount ?? 0),
  );
  const worst = grown.slice(1, -1);
  const told = [
    ...(first === undefined
      ? []
      : [{ atSec: insight.StartTime, words: `more faults than usual: ${countOf(first)}` }]),
    ...pick(worst, MOST_TOLD - 3).map((event) => ({ atSec: event.EventTime, words: countOf(event) })),
  ];
  const last = grown.at(-1);
  if (last !== undefined && last !== first) {
    told.push({
      atSec: last.EventTime,
      words: `${isActive(insight) ? "still above" : "at last"}: ${countOf(last)}`,
    });
  }
  if (insight.EndTime !== undefined) told.push({ atSec: insight.EndTime, words: "calm again, closed" });
  return told;
}

/** `30 of 714 failed, 4.2 %` */
function countOf({ RootCauseServiceRequestImpactStatistics: at }: InsightEvent): string {
  const share = at.TotalCount === 0 ? 0 : at.FaultCount / at.TotalCount;
  return `${formatCount(at.FaultCount)} of ${formatCount(at.TotalCount)} failed, ${formatShare(share)}`;
}

/** Evenly spread. */
function pick<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  const step = items.length / most;
  return Array.from({ length: most }, (_, index) => items[Math.floor(index * step)]).filter(
    (item) => item !== undefined,
  );
}
