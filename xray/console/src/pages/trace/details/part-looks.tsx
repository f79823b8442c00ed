import type { FindingKind } from "../../../trace-model/findings/finding.ts";
import type { TimePart } from "../../../trace-model/critical-path/time-breakdown.ts";
import { OutcomeMark } from "../../../ui/OutcomeMark.tsx";

/**
 * The look of a part in the bar: solid for work, hollow for a wait, thin for the wire, a gap where nothing was
 * recorded.
 */
export function partClass(part: TimePart): string {
  if (part.outcome !== "ok") return `part part-${part.outcome}`;
  return `part part-${part.kind}`;
}

export function PartSwatch({ part }: { part: TimePart }) {
  if (part.outcome === "ok" && part.kind === "wait") return <WaitMark />;
  if (part.outcome === "ok" && part.kind === "unrecorded") return <GapMark />;
  return <i className={`${partClass(part)} part-swatch`} style={partStyle(part)} />;
}

export function partStyle(part: TimePart): { color: string } {
  return { color: `var(--${part.place})` };
}

export function FindingMark({ kind }: { kind: FindingKind }) {
  switch (kind) {
    case "fault":
    case "throttle":
    case "error":
      return <OutcomeMark outcome={kind} />;
    case "wait":
      return <WaitMark />;
    case "gap":
      return <GapMark />;
    case "repeat":
      return (
        <svg className="finding-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M1 2.5h2v7H1zM5 2.5h2v7H5zM9 2.5h2v7H9z" fill="var(--database)" />
        </svg>
      );
    case "missing":
      return (
        <svg className="finding-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path
            d="M.75 3.75h10.5v4.5H.75z"
            fill="none"
            stroke="var(--ink-2)"
            strokeWidth="1.5"
            strokeDasharray="2 2"
          />
        </svg>
      );
    case "outlier":
      return (
        <svg className="finding-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M1 3h3v6H1zM8.5 3h3v6h-3z" fill="var(--ink-3)" />
          <path d="M5 0h2.5v12H5z" fill="var(--ink-1)" />
        </svg>
      );
    case "unusual":
      return (
        <svg className="finding-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M0 3.5h12v5H0z" fill="var(--ink-2)" />
          <path d="M3.5 0v12" stroke="var(--ink-1)" strokeWidth="1.5" />
        </svg>
      );
    case "step":
      return (
        <svg className="finding-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M0 3.5h12v5H0z" fill="var(--ink-2)" />
        </svg>
      );
  }
}

function WaitMark() {
  return (
    <svg className="finding-mark" width="12" height="10" viewBox="0 0 12 10" aria-hidden="true">
      <rect
        x=".75"
        y=".75"
        width="10.5"
        height="8.5"
        rx="1"
        fill="none"
        stroke="var(--database)"
        strokeWidth="1.5"
      />
      <path d="M4 3v4M6 3v4M8 3v4" stroke="var(--database)" />
    </svg>
  );
}

function GapMark() {
  return (
    <svg className="finding-mark" width="12" height="10" viewBox="0 0 12 10" aria-hidden="true">
      <path d="M1.5 1v8M10.5 1v8M1.5 5h9" stroke="var(--ink-2)" />
    </svg>
  );
}
