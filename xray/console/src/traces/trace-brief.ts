import type { ApiTrace } from "xray-local/protocol/api-types.ts";
import { parseDocuments } from "../trace-model/parse-documents.ts";
import { timeBreakdown } from "../trace-model/critical-path/time-breakdown.ts";
import type { TimePart } from "../trace-model/critical-path/time-breakdown.ts";
import { toTimelineRows } from "../timeline/timeline-rows.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";
import { stepWords } from "./trace-row.ts";
import { stripPieces } from "./strip/strip.ts";
import type { StripPiece } from "./strip/strip.ts";

/** What a row of the list shows of a trace's documents. */
export interface TraceBrief {
  strip: readonly StripPiece[];
  /** Start to the last known end. */
  endMs: number;
  mostOfIt: { words: string; share: number } | undefined;
  /** The name of the longest step, where no segment has arrived: the summary has no name for such a trace. */
  stepAlone: string | undefined;
}

export function toTraceBrief(trace: ApiTrace): TraceBrief {
  const tree = assembleTraceTree(parseDocuments(trace));
  const [longest] = timeBreakdown(tree);
  return {
    strip: stripPieces(toTimelineRows(tree)),
    endMs: tree.endMs,
    stepAlone: tree.main?.kind === "subsegment" ? tree.main.name : undefined,
    mostOfIt: longest === undefined ? undefined : { words: mostOfItWords(longest), share: longest.share },
  };
}

/** Shorter than on the trace page: `wait for a connection` → `connection wait`, `database queries` → `query`. */
export function mostOfItWords(part: Pick<TimePart, "kind" | "label">): string {
  if (part.kind === "query") return part.label.endsWith("queries") ? "query" : part.label;
  if (part.kind === "wait") return stepWords(part.label);
  if (part.kind === "remote") return part.label.replace(/\.(?:local|amazonaws\.com)$/, "");
  return part.label;
}
