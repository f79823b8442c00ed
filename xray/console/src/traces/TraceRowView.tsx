import { memo } from "react";
import { Link } from "react-router";
import type { Outcome } from "../lib/outcome.ts";
import { formatShare } from "../lib/format.ts";
import { Clock } from "../ui/Clock.tsx";
import { Duration } from "../ui/Figure.tsx";
import { OutcomeMark } from "../ui/OutcomeMark.tsx";
import { annotationText } from "./columns.ts";
import type { Column } from "./columns.ts";
import { Strip } from "./Strip.tsx";
import type { TraceBrief } from "./trace-brief.ts";
import type { TraceRow } from "./trace-row.ts";

/** What all rows of a list share. */
export interface RowFrame {
  columns: readonly Column[];
  template: string;
  axisEndMs: number;
  stripWidth: number;
  /** From here on a response is set bold. */
  slowSec: number;
  nowSec: number;
}

export const TraceRowView = memo(function TraceRowView({
  row,
  brief,
  frame,
  href,
  state,
  top,
  onHover,
  rowIndex,
  tabbable,
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
  tabbable: boolean;
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
      {frame.columns.map((column) => (
        <Cell
          key={column.id}
          id={column.id}
          row={row}
          brief={brief}
          frame={frame}
          href={href}
          tabbable={tabbable}
        />
      ))}
    </tr>
  );
});

function Cell({
  id,
  row,
  brief,
  frame,
  href,
  tabbable,
}: {
  id: string;
  row: TraceRow;
  brief: TraceBrief | undefined;
  frame: RowFrame;
  href: string;
  tabbable: boolean;
}) {
  switch (id) {
    case "time":
      return (
        <td className="cell-time">
          <Clock sec={row.startSec} nowSec={frame.nowSec} />
        </td>
      );
    case "method":
      return <td className="cell-method">{row.method}</td>;
    case "request":
      return (
        <td className="cell-request" title={row.url}>
          <Link to={href} className="row-link" tabIndex={tabbable ? 0 : -1} data-trace={row.id}>
            {row.path}
            <i>{row.query}</i>
          </Link>
        </td>
      );
    case "status":
      return <td className={`cell-status ink-${row.outcome}`}>{row.status ?? ""}</td>;
    case "response":
      return (
        <td
          className={`cell-response${row.responseSec >= frame.slowSec ? " slow" : ""}`}
          title={row.partial ? "Still in progress" : undefined}
        >
          <Duration sec={row.responseSec} />
          {row.partial ? "…" : null}
        </td>
      );
    case "strip":
      return (
        <td className="cell-strip">
          {brief === undefined ? null : (
            <Strip
              pieces={brief.strip}
              endMs={brief.endMs}
              axisEndMs={frame.axisEndMs}
              width={frame.stripWidth}
            />
          )}
        </td>
      );
    case "most":
      return (
        <td className="cell-most" title={row.cause}>
          <MostOfIt outcome={row.outcome} cause={row.cause} brief={brief} />
        </td>
      );
    case "user":
      return <td className="cell-quiet">{row.user}</td>;
    default:
      return <td className="cell-quiet">{furtherText(id, row)}</td>;
  }
}

function MostOfIt({
  outcome,
  cause,
  brief,
}: {
  outcome: Outcome;
  cause: string;
  brief: TraceBrief | undefined;
}) {
  if (outcome !== "ok") return <b className={`ink-${outcome}`}>{cause}</b>;
  if (brief?.mostOfIt === undefined) return null;
  return (
    <>
      {brief.mostOfIt.words} <i>{formatShare(brief.mostOfIt.share)}</i>
    </>
  );
}

function furtherText(id: string, row: TraceRow): string {
  if (id === "service") return row.summary.EntryPoint?.Name ?? "";
  if (id === "client") return row.summary.Http.ClientIp ?? "";
  if (id === "id") return row.id;
  return annotationText(row, id.replace(/^annotation\./, ""));
}
