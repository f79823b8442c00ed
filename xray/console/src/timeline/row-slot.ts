import { formatDuration, formatShare } from "../lib/format.ts";
import type { Finding } from "../trace-model/findings/finding.ts";
import { ownExceptions } from "xray-local/trace/trace-cause.ts";
import { stepCode } from "../trace-model/step-words.ts";
import type { Step } from "../trace-model/step.ts";
import type { TimelineRow } from "./timeline-rows.ts";

/** At the right of a row's name: its failure, the figure of a finding about it, or nothing. */
export type RowSlot =
  /** `code` is a status or another's word for the failure, or says that it began here. */
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
  if (row.outcome !== "ok") return failureSlot(row.step);
  const finding = findings.find((candidate) => candidate.rowId === row.id);
  if (
    responseMs > 0 &&
    (finding?.kind === "wait" || finding?.kind === "step" || finding?.kind === "unusual")
  ) {
    return { kind: "share", text: formatShare(row.durationMs / responseMs) };
  }
  if (row.unrecordedMs > 0) {
    return { kind: "unrecorded", text: `${formatDuration(row.unrecordedMs / 1000)} unrecorded` };
  }
  return undefined;
}

function failureSlot(step: Step): RowSlot {
  const code = stepCode(step);
  if (step.began) return { kind: "began", code: code ?? "began here" };
  const thrown = ownExceptions(step.entity)[0]?.type;
  return { kind: "passed", code: (step.kind === "segment" ? code : thrown) ?? "" };
}
