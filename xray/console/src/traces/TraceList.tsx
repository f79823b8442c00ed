import { useEffect } from "react";
import type { ReactNode } from "react";
import type { Sort } from "../links.ts";
import { useKeys } from "../ui/use-keys.ts";
import { NARROW, useMedia } from "../ui/use-media.ts";
import { useNowSec } from "../ui/use-now.ts";
import { useSize } from "../ui/use-size.ts";
import { useWindow } from "../ui/use-window.ts";
import type { TraceCache } from "../api/trace-cache.ts";
import type { ListPlace } from "../last-list.ts";
import { ListHead } from "./ListHead.tsx";
import type { StripAxis } from "./strip/strip-axis.ts";
import type { TraceBrief } from "./trace-brief.ts";
import type { TraceRow } from "./trace-row.ts";
import { TraceRowView } from "./TraceRowView.tsx";
import { useActiveRow } from "./use-active-row.ts";
import { useBriefs } from "./use-briefs.ts";
import { useListPlace } from "./use-list-place.ts";
import { useRowFrame } from "./use-row-frame.ts";
import "./trace-list.css";

/** Pixels; the same as in the style sheet. */
const ROW_HEIGHT = 28;
const NARROW_ROW_HEIGHT = 56;
/** Used until the width is measured. */
const USUAL_STRIP_WIDTH = 344;
/** Below the last row. */
const FOOT_HEIGHT = 44;
/** So many rows before the end of what is loaded, more is asked for; and so many more. */
const NEAR_END = 200;
const ROWS_AHEAD = 400;
/** How long a row keeps the background that marks it as just arrived. */
const ARRIVED_MS = 1200;

interface TraceListProps {
  rows: readonly TraceRow[];
  arrivedAtMs: (id: string) => number;
  cache: TraceCache<TraceBrief>;
  sort: Sort;
  onSort: (sort: Sort) => void;
  columnIds: readonly string[];
  columnMenu: ReactNode;
  hrefOf: (id: string) => string;
  hovered: string | undefined;
  onHover: (id: string | undefined) => void;
  chosen: readonly string[];
  onChoose: (id: string) => void;
  /** Whether the list is scrolled away from its top. */
  onScrolled: (scrolled: boolean) => void;
  /** So many rows are wanted. Give it a stable function. */
  onReach: (rows: number) => void;
  /** Below the last row; empty: nothing. */
  foot: string;
  /** How the list was left, and what tells how it is. */
  place: (ListPlace & { openedId: string }) | undefined;
  onPlace: (place: Omit<ListPlace, "search">) => void;
}

/** The rows in view of a list that may be long. Row links are reached by J and K, or by one stop of Tab. */
export function TraceList({
  rows,
  arrivedAtMs,
  cache,
  sort,
  onSort,
  columnIds,
  columnMenu,
  hrefOf,
  hovered,
  onHover,
  chosen,
  onChoose,
  onScrolled,
  onReach,
  foot,
  place,
  onPlace,
}: TraceListProps) {
  const narrow = useMedia(NARROW);
  const rowHeight = narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const {
    start,
    end,
    attach,
    onScroll,
    scrollTo,
    element,
    height: viewHeight,
  } = useWindow(rows.length, rowHeight);
  const [tableRef, tableSize] = useSize();
  const [stripRef, stripSize] = useSize();
  const stripWidth = stripSize?.width ?? USUAL_STRIP_WIDTH;
  const { frame, axis, shared } = useRowFrame({
    rows,
    columnIds,
    tableWidth: narrow ? Infinity : (tableSize?.width ?? Infinity),
    stripWidth,
  });
  const { columns, template } = frame;
  const nowSec = useNowSec();
  const isNearEnd = end > rows.length - NEAR_END;
  useEffect(() => {
    if (isNearEnd) onReach(rows.length + ROWS_AHEAD);
  }, [isNearEnd, rows.length, onReach]);
  const inView = rows.slice(start, end);
  useBriefs(cache, inView);
  const active = useActiveRow(rows, element, scrollTo, place?.openedId, { start, end });
  const placing = useListPlace({ place, onPlace, rows, element, rowHeight });
  useKeys({
    j: () => active.move(1),
    k: () => active.move(-1),
    x: () => {
      if (active.id !== undefined) onChoose(active.id);
    },
  });
  const stateOf = (id: string) =>
    [
      id === hovered ? "hovered" : "",
      id === active.id ? "active" : "",
      chosen.includes(id) ? "chosen" : "",
      nowSec * 1000 - arrivedAtMs(id) < ARRIVED_MS ? "arrived" : "",
    ].join(" ");
  // The first column is the mark of the outcome.
  const axisColumn = columns.findIndex((column) => column.hasAxis) + 2;
  const tabbableId = active.id ?? rows[0]?.id;
  return (
    <table ref={tableRef} className="trace-table" aria-label="Traces" aria-rowcount={rows.length + 1}>
      <ListHead
        columns={columns}
        template={template}
        axis={axis}
        axisWidth={stripWidth}
        sort={sort}
        onSort={onSort}
        menu={columnMenu}
        shared={shared}
      />
      <tbody
        className="trace-scroll"
        ref={attach}
        onScroll={(event) => {
          onScroll(event);
          placing.onScroll(event.currentTarget.scrollTop);
          onScrolled(event.currentTarget.scrollTop > rowHeight / 2);
        }}
      >
        <tr className="trace-row trace-ruler" aria-hidden="true" style={{ gridTemplateColumns: template }}>
          <td className="cell-strip narrow-strip" style={{ gridColumn: axisColumn }} ref={stripRef}>
            <AxisLines axis={axis} width={stripWidth} height={viewHeight} />
          </td>
        </tr>
        <tr
          className="trace-height"
          aria-hidden="true"
          style={{ height: rows.length * rowHeight + (foot === "" ? 0 : FOOT_HEIGHT) }}
        />
        {inView.map((row, index) => (
          <TraceRowView
            key={row.id}
            row={row}
            brief={cache.get(row.id)}
            frame={frame}
            href={hrefOf(row.id)}
            state={stateOf(row.id)}
            top={(start + index) * rowHeight}
            onHover={onHover}
            rowIndex={start + index + 2}
            isTabbable={row.id === tabbableId}
          />
        ))}
        {foot === "" ? null : (
          <tr className="trace-foot" style={{ transform: `translateY(${rows.length * rowHeight}px)` }}>
            <td>{foot}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** At whole pixels, so that the lines stay thin. */
function AxisLines({ axis, width, height }: { axis: StripAxis; width: number; height: number }) {
  const path = axis.ticks.map(
    ({ share }) => `M${Math.min(width - 0.5, Math.round(width * share) + 0.5)} 0V${height}`,
  );
  return (
    <svg className="axis-lines" width={width} height={height} aria-hidden="true">
      <path d={path.join("")} />
    </svg>
  );
}
