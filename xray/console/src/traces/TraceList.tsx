import { useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { percentile, sortNumbers } from "../lib/statistics.ts";
import type { Sort } from "../links.ts";
import { useKeys } from "../ui/use-keys.ts";
import { NARROW, useMedia } from "../ui/use-media.ts";
import { useNowSec } from "../ui/use-now.ts";
import { useSize } from "../ui/use-size.ts";
import { useWindow } from "../ui/use-window.ts";
import type { TraceCache } from "../api/trace-cache.ts";
import { chosenColumns, fitColumns, gridTemplate } from "./column-choice.ts";
import { ListHead } from "./ListHead.tsx";
import { stripAxis } from "./strip-axis.ts";
import type { StripAxis } from "./strip-axis.ts";
import type { TraceBrief } from "./trace-brief.ts";
import type { TraceRow } from "./trace-row.ts";
import { TraceRowView } from "./TraceRowView.tsx";
import { useBriefs } from "./use-briefs.ts";
import "./trace-list.css";

/** Pixels; the same as in the style sheet. */
const ROW_HEIGHT = 28;
const NARROW_ROW_HEIGHT = 56;
/** Bold from here on. */
const SLOW_SHARE = 0.9;
/** How long a row that has just arrived is told by its ground. */
const ARRIVED_MS = 1200;

export interface TraceListProps {
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
}

/** The rows in view of a list that may be long. Row links are reached by J and K, or by one stop of Tab. */
export function TraceList(props: TraceListProps) {
  const { rows, cache, sort, columnIds, hovered, chosen, onScrolled } = props;
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
  const tableWidth = narrow ? Infinity : (tableSize?.width ?? Infinity);
  const columns = useMemo(() => fitColumns(chosenColumns(columnIds), tableWidth), [columnIds, tableWidth]);
  const axis = useMemo(() => stripAxis(rows.map((row) => row.responseSec)), [rows]);
  const slowSec = useMemo(
    () => percentile(sortNumbers(rows.map((row) => row.responseSec)), SLOW_SHARE),
    [rows],
  );
  const [stripRef, stripSize] = useSize();
  const nowSec = useNowSec();
  const inView = rows.slice(start, end);
  useBriefs(cache, inView);
  const active = useActiveRow(rows, element, scrollTo);
  useKeys({
    j: () => active.move(1),
    k: () => active.move(-1),
    x: () => {
      if (active.id !== undefined) props.onChoose(active.id);
    },
  });
  const stripWidth = stripSize?.width ?? 344;
  // The first column is the mark.
  const stripColumn = columns.findIndex((column) => column.hasAxis) + 2;
  const template = useMemo(() => gridTemplate(columns), [columns]);
  const frame = useMemo(
    () => ({
      columns,
      template,
      axisEndMs: axis.endSec * 1000,
      stripWidth,
      slowSec,
      nowSec: Math.floor(nowSec / 60) * 60,
    }),
    [columns, template, axis, stripWidth, slowSec, nowSec],
  );
  const tabbableId = active.id ?? rows[0]?.id;
  return (
    <table ref={tableRef} className="trace-table" aria-label="Traces" aria-rowcount={rows.length + 1}>
      <ListHead
        columns={columns}
        template={template}
        axis={axis}
        axisWidth={stripWidth}
        sort={sort}
        onSort={props.onSort}
        menu={props.columnMenu}
      />
      <tbody
        className="trace-scroll"
        ref={attach}
        onScroll={(event) => {
          onScroll(event);
          onScrolled(event.currentTarget.scrollTop > rowHeight / 2);
        }}
      >
        <tr className="trace-row trace-ruler" aria-hidden="true" style={{ gridTemplateColumns: template }}>
          <td className="cell-strip narrow-strip" style={{ gridColumn: stripColumn }} ref={stripRef}>
            <AxisLines axis={axis} width={stripWidth} height={viewHeight} />
          </td>
        </tr>
        <tr className="trace-height" aria-hidden="true" style={{ height: rows.length * rowHeight }} />
        {inView.map((row, index) => {
          const arrived = nowSec * 1000 - props.arrivedAtMs(row.id) < ARRIVED_MS;
          const state = [
            row.id === hovered ? "hovered" : "",
            row.id === active.id ? "active" : "",
            chosen.includes(row.id) ? "chosen" : "",
            arrived ? "arrived" : "",
          ];
          return (
            <TraceRowView
              key={row.id}
              row={row}
              brief={cache.get(row.id)}
              frame={frame}
              href={props.hrefOf(row.id)}
              state={state.join(" ")}
              top={(start + index) * rowHeight}
              onHover={props.onHover}
              rowIndex={start + index + 2}
              isTabbable={row.id === tabbableId}
            />
          );
        })}
      </tbody>
    </table>
  );
}

/** On whole pixels, so that they stay hairlines. */
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

/** The row that the keyboard is at. It keeps to its trace when others arrive. */
function useActiveRow(
  rows: readonly TraceRow[],
  scroller: Element | null,
  scrollTo: (index: number) => void,
) {
  const [id, setId] = useState<string>();
  useEffect(() => {
    if (id === undefined) return undefined;
    // The row may only exist after the scrolling has rendered it.
    const frame = requestAnimationFrame(() => {
      scroller
        ?.querySelector<HTMLElement>(`[data-trace="${CSS.escape(id)}"]`)
        ?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [id, scroller]);
  return {
    id,
    move: (step: number) => {
      const at = rows.findIndex((row) => row.id === id);
      const index = at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
      const row = rows[index];
      if (row === undefined) return;
      scrollTo(index);
      setId(row.id);
    },
  };
}
