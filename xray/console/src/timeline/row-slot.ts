import { formatDuration, formatShare } from "../lib/format.ts";
import type { Finding } from "../trace-model/findings/finding.ts";
import { stepCode } from "../trace-model/step-words.ts";
import type { TimelineRow } from "./timeline-rows.ts";

/** At the right of a row's name: its failure, the figure of a finding about it, or nothing. */
export type RowSlot =
  | { kind: "began"; code: string }
  /** A failure that began below and passed through this row: a ring. */
  | { kind: "passed"; code: string }
  | { kind: "share"; text: string }
  | { kind: "unrecorded"; text: string };

export function rowSlot(
  row: TimelineRow,
  findings: readonly Finding[],
  responseMs: number,
): RowSlot | undefined {
  const code = row.step.outcome === "ok" ? "" : (stepCode(row.step) ?? "");
  if (row.outcome !== "ok") {
    return row.step.began
      ? { kind: "began", code }
      : { kind: "passed", code: row.step.kind === "segment" ? code : "" };
  }
  const finding = findings.find((candidate) => candidate.rowId === row.id);
  if (responseMs > 0 && (finding?.kind === "wait" || finding?.kind === "step")) {
    return { kind: "share", text: formatShare(row.durationMs / responseMs) };
  }
  if (row.unrecordedMs > 0) {
    return { kind: "unrecorded", text: `${formatDuration(row.unrecordedMs / 1000)} unrecorded` };
  }
  return undefined;
}
