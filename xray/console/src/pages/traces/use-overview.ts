import { useMemo } from "react";
import type { TraceListState, TraceQuery } from "../../api/trace-list/trace-list-state.ts";
import { useFigures } from "../../api/use-figures.ts";
import { boundsOf } from "../../lib/time-range.ts";
import type { Brush } from "../../links.ts";
import {
  overviewOfFigures,
  overviewOfRows,
  overviewQuery,
  slowFromSec,
  slowQuery,
} from "../../traces/overview.ts";
import type { Overview } from "../../traces/overview.ts";
import type { TraceRow } from "../../traces/trace-row.ts";

/**
 * What plot, figures and refiners tell: worked out of the traces themselves where all that match are here, else by the server.
 * Undefined until either is there.
 */
export function useOverview({
  question,
  isPart,
  state,
  loaded,
  brush,
}: {
  question: TraceQuery;
  /** More matches than is loaded. */
  isPart: boolean;
  state: TraceListState;
  loaded: readonly TraceRow[];
  brush: Brush | undefined;
}): { overview: Overview | undefined; isStale: boolean } {
  const { range, filter } = question;
  const all = useFigures(
    ["traces", filter, brush],
    range,
    isPart ? (bounds) => overviewQuery(bounds, filter, brush) : undefined,
  );
  const slowSec = all.data === undefined ? undefined : Number(slowFromSec(all.data.answer).toPrecision(2));
  const slow = useFigures(
    ["slow traces", filter, slowSec],
    range,
    slowSec === undefined ? undefined : (bounds) => slowQuery(bounds, filter, slowSec),
  );
  const counted = all.data?.answer;
  const slowest = slow.data?.answer;
  const ofFigures = useMemo(
    () => (counted === undefined ? undefined : overviewOfFigures(counted, slowest)),
    [counted, slowest],
  );
  const { scanned, answeredAtMs = 0 } = state;
  // The first pages of many are a part: they tell nothing of the whole.
  const isWhole = !isPart && !state.hasMore;
  const ofRows = useMemo(
    () =>
      isWhole ? overviewOfRows(loaded, scanned, brush, boundsOf(range, answeredAtMs / 1000)) : undefined,
    [isWhole, loaded, scanned, brush, range, answeredAtMs],
  );
  return isPart ? { overview: ofFigures, isStale: all.isStale } : { overview: ofRows, isStale: false };
}
