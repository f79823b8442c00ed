import { useRef } from "react";
import type { Ref } from "react";
import type { RowSlot } from "../../../timeline/row-slot.ts";
import { Timeline } from "../../../timeline/Timeline.tsx";
import type { TimelineHandle } from "../../../timeline/Timeline.tsx";
import type { TimelineEntry } from "../../../timeline/fold-rows.ts";
import type { TimeWindow } from "../../../timeline/time-axis/zoom.ts";
import { FindRow } from "./FindRow.tsx";
import { TraceFoot } from "./TraceFoot.tsx";
import type { useTimeline } from "../state/use-timeline.ts";
import { useTimelineKeys } from "../state/use-timeline-keys.ts";

export function TimelineTab({
  model,
  slotOf,
  window,
  endMs,
  selectedIndex,
  goTo,
  onSelect,
  onToggle,
  onWindow,
  isPathHidden,
  onPathHidden,
  ref,
}: {
  model: ReturnType<typeof useTimeline>;
  slotOf: (entry: TimelineEntry) => RowSlot | undefined;
  window: TimeWindow;
  /** Where the response ends, milliseconds. */
  endMs: number;
  selectedIndex: number;
  goTo: (id: string) => void;
  onSelect: (id: string) => void;
  onToggle: (id: string) => void;
  onWindow: (window: TimeWindow) => void;
  isPathHidden: boolean;
  onPathHidden: (isHidden: boolean) => void;
  ref: Ref<TimelineHandle>;
}) {
  const { rows, entries, lines, whole, parts, foldedRuns } = model;
  const find = useRef<HTMLInputElement>(null);
  useTimelineKeys({
    entries,
    selectedIndex,
    window,
    whole,
    goTo,
    toggle: onToggle,
    setWindow: onWindow,
    togglePath: () => onPathHidden(!isPathHidden),
    focusFind: () => find.current?.focus(),
  });
  return (
    <>
      <Timeline
        ref={ref}
        rows={rows}
        entries={entries}
        lines={isPathHidden ? NO_LINES : lines}
        slotOf={slotOf}
        whole={whole}
        window={window}
        endMs={endMs}
        selectedIndex={selectedIndex}
        keyId={parts[0]?.longestId}
        onSelect={onSelect}
        onToggle={onToggle}
        onWindow={onWindow}
        head={<FindRow ref={find} rows={rows} shown={entries.length} foldedRuns={foldedRuns} onStep={goTo} />}
      />
      <TraceFoot />
    </>
  );
}

const NO_LINES: ReturnType<typeof useTimeline>["lines"] = [];
