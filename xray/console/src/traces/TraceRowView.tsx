import { memo } from "react";
import { OutcomeMark } from "../ui/OutcomeMark.tsx";
import type { Column, RowFrame } from "./column.ts";
import type { TraceBrief } from "./trace-brief.ts";
import type { TraceRow } from "./trace-row.ts";

export const TraceRowView = memo(function TraceRowView({
  row,
  brief,
  frame,
  href,
  state,
  top,
  onHover,
  rowIndex,
  isTabbable,
}: {
  row: TraceRow;
  brief: TraceBrief | undefined;
  frame: RowFrame;
  href: string;
  /** Words for the row's class: `hovered`, `chosen`, `arrived`. */
  state: string;
  /** Pixels from the top of the list. */
  top: number;
  onHover: (id: string | undefined) => void;
  rowIndex: number;
  isTabbable: boolean;
}) {
  const tint = row.outcome === "fault" ? " trace-row-bad" : "";
  return (
    <tr
      aria-rowindex={rowIndex}
      className={`trace-row${tint} ${state}`}
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: frame.template }}
      onPointerEnter={() => onHover(row.id)}
      onPointerLeave={() => onHover(undefined)}
    >
      <td className="cell-mark">{row.outcome === "ok" ? null : <OutcomeMark outcome={row.outcome} />}</td>
      {frame.columns.map(({ Cell, ...column }) => (
        <td
          key={column.id}
          className={cellClass(column, row, frame)}
          title={column.cellTitle?.(row) || undefined}
        >
          <Cell row={row} brief={brief} frame={frame} href={href} isTabbable={isTabbable} />
        </td>
      ))}
    </tr>
  );
});

function cellClass(
  { cellClass: look, narrow }: Omit<Column, "Cell">,
  row: TraceRow,
  frame: RowFrame,
): string {
  const place = narrow === undefined ? "wide-only" : `narrow-${narrow}`;
  return `${typeof look === "string" ? look : look(row, frame)} ${place}`;
}
