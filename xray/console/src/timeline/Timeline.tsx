import { useEffect, useImperativeHandle, useMemo, useRef } from "react";
import type { ReactNode, Ref } from "react";
import { useSize } from "../ui/use-size.ts";
import { useWindow } from "../ui/use-window.ts";
import type { CriticalLine } from "../trace-model/critical-path/critical-lines.ts";
import type { TimelineEntry } from "./fold-rows.ts";
import { Minimap } from "./Minimap.tsx";
import type { RowSlot } from "./row-slot.ts";
import { TimeAxis } from "./time-axis/TimeAxis.tsx";
import { makeTimeScale } from "./time-axis/time-scale.ts";
import { TimelineLayer } from "./TimelineLayer.tsx";
import { TimelineLine } from "./TimelineLine.tsx";
import type { TimelineRow } from "./timeline-rows.ts";
import { useNamesWidth } from "./use-names-width.tsx";
import { useWheelZoom } from "./time-axis/use-wheel-zoom.ts";
import type { TimeWindow } from "./time-axis/zoom.ts";
import "./timeline.css";

const ROW_HEIGHT = 28;

export interface TimelineHandle {
  scrollToIndex: (index: number) => void;
  focus: () => void;
}

/** Draws rows of a trace on one axis. Knows nothing of where they came from, nor of URLs. */
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
  slotOf: (entry: TimelineEntry) => RowSlot | undefined;
  whole: TimeWindow;
  window: TimeWindow;
  /** The end of the response. */
  endMs: number;
  /** The index of the selected line among the entries; −1 for none. */
  selectedIndex: number;
  /** The row with its figure in bold. */
  keyId: string | undefined;
  /** Shown above the names. */
  head: ReactNode;
  onSelect: (id: string) => void;
  onToggle: (id: string) => void;
  onWindow: (window: TimeWindow) => void;
  ref: Ref<TimelineHandle>;
}) {
  const [measureBars, barsSize] = useSize();
  const { measure, measureHead, style, grip } = useNamesWidth();
  const scale = useMemo(() => makeTimeScale(window, barsSize?.width ?? 0), [window, barsSize?.width]);
  const { start, end, attach, onScroll, scrollTo, element } = useWindow(entries.length, ROW_HEIGHT);
  useScrolling(ref, selectedIndex, scrollTo, element);
  useWheelZoom(element, scale, whole, onWindow);
  const shown = entries.slice(start, end);
  const selectedId = entries[selectedIndex]?.id;
  return (
    <section className="timeline" aria-label="Timeline" ref={measure} style={style}>
      <div className="timeline-head" ref={measureHead}>
        {head}
        {grip}
      </div>
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
        onKeyDown={(event) => {
          // The keyboard moves the selection of the grid, and Enter opens it. A button in a line handles its own keys.
          const isGrid = event.target === event.currentTarget;
          if (event.key === "Enter" && isGrid && selectedId !== undefined) onSelect(selectedId);
        }}
      >
        <div className="timeline-rows" role="presentation" style={{ height: entries.length * ROW_HEIGHT }}>
          {barsSize && shown.length > 0 ? (
            <TimelineLayer
              scale={scale}
              lines={lines}
              endMs={endMs}
              rowHeight={ROW_HEIGHT}
              first={start}
              last={end - 1}
            />
          ) : null}
          {shown.map((entry, at) => (
            <TimelineLine
              key={entry.id}
              entry={entry}
              index={start + at}
              scale={scale}
              slot={slotOf(entry)}
              isSelected={entry.id === selectedId}
              isKey={entry.kind === "row" && entry.id === keyId}
              rowHeight={ROW_HEIGHT}
              onSelect={onSelect}
              onToggle={onToggle}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

/** Scrolls when asked to, and once to the line of the URL, which may be far down. */
function useScrolling(
  ref: Ref<TimelineHandle>,
  selectedIndex: number,
  scrollTo: (index: number) => void,
  element: Element | null,
): void {
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
  const hasScrolled = useRef(false);
  useEffect(() => {
    if (element === null || hasScrolled.current) return;
    hasScrolled.current = true;
    scrollTo(selectedIndex);
  }, [element, scrollTo, selectedIndex]);
}
