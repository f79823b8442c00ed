import { useMemo, useSyncExternalStore } from "react";
import { percentile } from "xray-local/trace/percentile.ts";
import { sortNumbers } from "../lib/statistics.ts";
import { useNowSec } from "../ui/use-now.ts";
import { readSettings, subscribeToSettings } from "../lib/settings.ts";
import { chosenColumns, fitColumns, gridTemplate, sharedWidths } from "./column-choice.ts";
import type { SharedWidths } from "./column-choice.ts";
import type { RowFrame } from "./column.ts";
import { stripAxis } from "./strip/strip-axis.ts";
import type { StripAxis } from "./strip/strip-axis.ts";
import type { TraceRow } from "./trace-row.ts";

/** Slower responses than this share are bold. */
const SLOW_SHARE = 0.9;

/** What all rows have in common: the columns that fit, their axis, and from when on a response is slow. */
export function useRowFrame({
  rows,
  columnIds,
  tableWidth,
  stripWidth,
}: {
  rows: readonly TraceRow[];
  columnIds: readonly string[];
  /** Pixels. */
  tableWidth: number;
  stripWidth: number;
}): { frame: RowFrame; axis: StripAxis; shared: SharedWidths | undefined } {
  // Rows only need to know whether a time is today.
  const nowSec = useNowSec(60);
  const columns = useMemo(() => fitColumns(chosenColumns(columnIds), tableWidth), [columnIds, tableWidth]);
  const { requestPx } = useSyncExternalStore(subscribeToSettings, readSettings);
  const shared = useMemo(
    () => sharedWidths(columns, tableWidth, requestPx),
    [columns, tableWidth, requestPx],
  );
  const responses = useMemo(() => rows.map((row) => row.responseSec), [rows]);
  const axis = useMemo(() => stripAxis(responses), [responses]);
  const slowSec = useMemo(() => percentile(sortNumbers(responses), SLOW_SHARE), [responses]);
  const frame = useMemo(
    () => ({
      columns,
      template: gridTemplate(columns, shared),
      axisEndMs: axis.endSec * 1000,
      stripWidth,
      slowSec,
      nowSec,
    }),
    [columns, shared, axis, stripWidth, slowSec, nowSec],
  );
  return { frame, axis, shared };
}
