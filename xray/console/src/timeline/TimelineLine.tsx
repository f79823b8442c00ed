import { memo } from "react";
import { formatDuration } from "../lib/format.ts";
import { Bar } from "./Bar.tsx";
import type { TimelineEntry } from "./fold-rows.ts";
import { NameCell } from "./NameCell.tsx";
import type { RowSlot } from "./row-slot.ts";
import { FIGURE_ROOM } from "./time-axis/time-scale.ts";
import type { TimeScale } from "./time-axis/time-scale.ts";

/** One line: its name and its bar. A click selects it, a double click folds it; the grid handles keys. */
export const TimelineLine = memo(function TimelineLine({
  entry,
  index,
  scale,
  slot,
  isSelected,
  isKey,
  rowHeight,
  onSelect,
  onToggle,
}: {
  entry: TimelineEntry;
  index: number;
  scale: TimeScale;
  slot: RowSlot | undefined;
  isSelected: boolean;
  isKey: boolean;
  /** Pixels. */
  rowHeight: number;
  onSelect: (id: string) => void;
  onToggle: (id: string) => void;
}) {
  const { id } = entry;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid has the focus and handles keys
    <div
      id={`row-${id}`}
      className="timeline-row"
      role="row"
      aria-rowindex={index + 1}
      aria-level={entry.depth + 1}
      aria-selected={isSelected}
      aria-expanded={entry.foldable ? !entry.folded : undefined}
      style={{ top: index * rowHeight }}
      onClick={() => onSelect(id)}
      onDoubleClick={() => onToggle(id)}
    >
      <div role="gridcell" className="timeline-name">
        <NameCell entry={entry} slot={slot} onToggle={() => onToggle(id)} />
      </div>
      <div role="gridcell" className="timeline-bar" aria-label={timeWords(entry)}>
        <svg width={scale.width + FIGURE_ROOM} height={rowHeight} aria-hidden="true">
          <Bar entry={entry} scale={scale} isKey={isKey} />
        </svg>
      </div>
    </div>
  );
});

/** The times in words, for screen readers. */
function timeWords(entry: TimelineEntry): string {
  const [startMs, durationMs] =
    entry.kind === "row" ? [entry.row.startMs, entry.row.durationMs] : [entry.startMs, entry.sumMs];
  const together = entry.kind === "run" ? " together" : "";
  return `${formatDuration(durationMs / 1000)}${together}, from ${formatDuration(startMs / 1000)}`;
}
