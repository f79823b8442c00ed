import { memo, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import type { ReactNode, Ref } from "react";
import { formatDuration } from "../lib/format.ts";
import { useSize } from "../ui/use-size.ts";
import { useWindow } from "../ui/use-window.ts";
import { Bar } from "./Bar.tsx";
import type { CriticalLine } from "../trace-model/critical-lines.ts";
import { CriticalPath } from "./CriticalPath.tsx";
import type { TimelineEntry } from "./fold-rows.ts";
import { Minimap } from "./Minimap.tsx";
import { NameCell } from "./NameCell.tsx";
import type { RowSlot } from "./row-slot.ts";
import { ticksOf, TimeAxis } from "./TimeAxis.tsx";
import { FIGURE_ROOM, makeTimeScale } from "./time-scale.ts";
import type { TimeScale } from "./time-scale.ts";
import type { TimelineRow } from "./timeline-rows.ts";
import { useWheelZoom } from "./use-wheel-zoom.ts";
import type { TimeWindow } from "./zoom.ts";
import "./timeline.css";

const ROW_HEIGHT = 28;

export interface TimelineHandle {
  scrollToIndex: (index: number) => void;
  focus: () => void;
}

/** Rows of a trace on one axis. It knows nothing of where they came from or of addresses. */
export function Timeline({
  rows,
  entries,
  lines,
  slotOf,
  whole,
  window,
  endMs,
  selectedIndex,
  keyId,
  head,
  onSelect,
  onToggle,
  onWindow,
  ref,
}: {
  rows: readonly TimelineRow[];
  entries: readonly TimelineEntry[];
  /** The critical path, or none. */
  lines: readonly CriticalLine[];
  slotOf: (row: TimelineRow) => RowSlot | undefined;
  whole: TimeWindow;
  window: TimeWindow;
  /** Where the response ends. */
  endMs: number;
  /** Of the selected line among the entries; −1 for none. */
  selectedIndex: number;
  /** The row whose figure is set bold. */
  keyId: string | undefined;
  /** What stands above the names. */
  head: ReactNode;
  onSelect: (id: string) => void;
  onToggle: (id: string) => void;
  onWindow: (window: TimeWindow) => void;
  ref: Ref<TimelineHandle>;
}) {
  const [measureBars, barsSize] = useSize();
  const scale = useMemo(() => makeTimeScale(window, barsSize?.width ?? 0), [window, barsSize?.width]);
  const { start, end, attach, onScroll, scrollTo, element } = useWindow(entries.length, ROW_HEIGHT);
  useImperativeHandle(
    ref,
    () => ({
      scrollToIndex: scrollTo,
      focus: () => {
        if (element instanceof HTMLElement) element.focus({ preventScroll: true });
      },
    }),
    [scrollTo, element],
  );
  // A link to a row may lead far down.
  const hasScrolled = useRef(false);
  useEffect(() => {
    if (element === null || hasScrolled.current) return;
    hasScrolled.current = true;
    scrollTo(selectedIndex);
  }, [element, scrollTo, selectedIndex]);
  useWheelZoom(element, scale, whole, onWindow);
  const shown = entries.slice(start, end);
  const selectedId = entries[selectedIndex]?.id;
  return (
    <section className="timeline" aria-label="Timeline">
      <div className="timeline-head">{head}</div>
      <div className="timeline-axis" ref={measureBars}>
        {barsSize ? (
          <>
            <Minimap rows={rows} whole={whole} window={window} width={scale.width} onWindow={onWindow} />
            <TimeAxis scale={scale} endMs={endMs} onWindow={onWindow} onReset={() => onWindow(whole)} />
          </>
        ) : null}
      </div>
      <div
        className="timeline-body"
        ref={attach}
        onScroll={onScroll}
        role="treegrid"
        aria-label="Steps of the trace"
        aria-rowcount={entries.length}
        aria-activedescendant={selectedId === undefined ? undefined : `row-${selectedId}`}
        tabIndex={0}
      >
        <div className="timeline-rows" role="presentation" style={{ height: entries.length * ROW_HEIGHT }}>
          {barsSize && shown.length > 0 ? (
            <Layer scale={scale} lines={lines} endMs={endMs} first={start} last={end - 1} />
          ) : null}
          {shown.map((entry, at) => (
            <Line
              key={entry.id}
              entry={entry}
              index={start + at}
              scale={scale}
              slot={entry.kind === "row" ? slotOf(entry.row) : undefined}
              isSelected={entry.id === selectedId}
              isKey={entry.kind === "row" && entry.id === keyId}
              onSelect={onSelect}
              onToggle={onToggle}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

/** Grid lines and the critical path, behind the rows in view. */
function Layer({
  scale,
  lines,
  endMs,
  first,
  last,
}: {
  scale: TimeScale;
  lines: readonly CriticalLine[];
  endMs: number;
  first: number;
  last: number;
}) {
  const height = (last - first + 1) * ROW_HEIGHT;
  const grid = ticksOf(scale)
    .map((tick) => `M${Math.round(scale.toX(tick.atMs)) + 0.5} 0v${height}`)
    .join("");
  const endX = Math.round(scale.toX(endMs)) + 0.5;
  return (
    <svg
      className="timeline-layer"
      style={{ top: first * ROW_HEIGHT }}
      width={scale.width + FIGURE_ROOM}
      height={height}
      aria-hidden="true"
    >
      <defs>
        <linearGradient id="bar-open">
          <stop offset="0" className="bar-open-from" />
          <stop offset="1" className="bar-open-to" />
        </linearGradient>
      </defs>
      <path d={grid} className="timeline-grid" />
      {endX >= 0 && endX <= scale.width + 1 ? (
        <path d={`M${endX} 0v${height}`} className="timeline-end" />
      ) : null}
      <CriticalPath lines={lines} scale={scale} rowHeight={ROW_HEIGHT} first={first} last={last} />
    </svg>
  );
}

const Line = memo(function Line({
  entry,
  index,
  scale,
  slot,
  isSelected,
  isKey,
  onSelect,
  onToggle,
}: {
  entry: TimelineEntry;
  index: number;
  scale: TimeScale;
  slot: RowSlot | undefined;
  isSelected: boolean;
  isKey: boolean;
  onSelect: (id: string) => void;
  onToggle: (id: string) => void;
}) {
  const element = useRef<HTMLDivElement>(null);
  const { id } = entry;
  // A row answers the pointer as a whole; the keyboard moves the selection from the grid.
  useEffect(() => {
    const row = element.current;
    const select = () => onSelect(id);
    const toggle = () => onToggle(id);
    row?.addEventListener("click", select);
    row?.addEventListener("dblclick", toggle);
    return () => {
      row?.removeEventListener("click", select);
      row?.removeEventListener("dblclick", toggle);
    };
  }, [id, onSelect, onToggle]);
  return (
    <div
      ref={element}
      id={`row-${id}`}
      className="timeline-row"
      role="row"
      aria-rowindex={index + 1}
      aria-level={entry.depth + 1}
      aria-selected={isSelected}
      aria-expanded={entry.foldable ? !entry.folded : undefined}
      style={{ top: index * ROW_HEIGHT }}
    >
      <div role="gridcell" className="timeline-name">
        <NameCell entry={entry} slot={slot} onToggle={() => onToggle(id)} />
      </div>
      <div role="gridcell" className="timeline-bar" aria-label={timeWords(entry)}>
        <svg width={scale.width + FIGURE_ROOM} height={ROW_HEIGHT} aria-hidden="true">
          <Bar entry={entry} scale={scale} isKey={isKey} />
        </svg>
      </div>
    </div>
  );
});

/** For people who do not see the bar. */
function timeWords(entry: TimelineEntry): string {
  const [startMs, durationMs] =
    entry.kind === "row" ? [entry.row.startMs, entry.row.durationMs] : [entry.startMs, entry.sumMs];
  const together = entry.kind === "run" ? " together" : "";
  return `${formatDuration(durationMs / 1000)}${together}, from ${formatDuration(startMs / 1000)}`;
}
