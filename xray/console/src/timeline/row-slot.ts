import { formatDuration, formatShare, ordinalWords, timesWords } from "../lib/format.ts";
import { durationOf } from "../trace-model/alike-steps.ts";
import type { Outlier } from "../trace-model/alike-steps.ts";
import type { RunEntry, TimelineEntry } from "./fold-rows.ts";
import type { Finding } from "../trace-model/findings/finding.ts";
import { ownExceptions } from "xray-local/trace/trace-cause.ts";
import { stepCode } from "../trace-model/step-words.ts";
import type { Step } from "../trace-model/step.ts";

/** At the right of a row's name: its failure, the figure of a finding about it, or nothing. */
export type RowSlot =
  /** `code` is a status or another's word for the failure, or says that it began here. */
  | { kind: "began"; code: string }
  /** A failure that began below and passed through this row: a ring. */
  | { kind: "passed"; code: string }
  | { kind: "share"; text: string }
  | { kind: "unrecorded"; text: string };

export function rowSlot(
  entry: TimelineEntry,
  findings: readonly Finding[],
  outliers: readonly Outlier[],
  responseMs: number,
): RowSlot | undefined {
  if (entry.kind === "run") return runSlot(entry, outliers);
  const { row } = entry;
  if (row.outcome !== "ok") return failureSlot(row.step);
  const finding = findings.find((candidate) => candidate.rowId === row.id);
  if (
    responseMs > 0 &&
    (finding?.kind === "wait" || finding?.kind === "step" || finding?.kind === "unusual")
  ) {
    return { kind: "share", text: formatShare(row.durationMs / responseMs) };
  }
  const outlier = outliers.find(({ step }) => step.id === row.id);
  if (outlier) return { kind: "share", text: `×${timesWords(row.durationMs / outlier.siblingsMs)}` };
  if (row.unrecordedMs > 0) {
    return { kind: "unrecorded", text: `${formatDuration(row.unrecordedMs / 1000)} unrecorded` };
  }
  return undefined;
}

/** `9th 38 ms`: the longest of the outliers in a folded run. */
function runSlot({ rows, folded }: RunEntry, outliers: readonly Outlier[]): RowSlot | undefined {
  if (!folded) return undefined;
  const ids = new Set(rows.map(({ id }) => id));
  const [longest] = outliers
    .filter(({ step }) => ids.has(step.id))
    .toSorted((a, b) => durationOf(b.step) - durationOf(a.step));
  if (longest === undefined) return undefined;
  const place = ordinalWords(rows.findIndex(({ id }) => id === longest.step.id) + 1);
  return { kind: "share", text: `${place} ${formatDuration(durationOf(longest.step) / 1000)}` };
}

function failureSlot(step: Step): RowSlot {
  const code = stepCode(step);
  if (step.began) return { kind: "began", code: code ?? "began here" };
  const thrown = ownExceptions(step.entity)[0]?.type;
  return { kind: "passed", code: (step.kind === "segment" ? code : thrown) ?? "" };
}
