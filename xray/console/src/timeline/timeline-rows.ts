import type { Outcome } from "../lib/outcome.ts";
import { barPieces, gapThresholdMs } from "../trace-model/step-pieces.ts";
import type { Piece } from "../trace-model/step-pieces.ts";
import { stepDetail } from "../trace-model/step-words.ts";
import type { Place, Step, TraceTree } from "../trace-model/step.ts";

/** A row of the timeline, drawn large on the trace page or as a few pixels in the list. */
export interface TimelineRow {
  readonly id: string;
  readonly step: Step;
  readonly depth: number;
  readonly name: string;
  /** Verb and table, method and path, operation and resource; may be empty. */
  readonly detail: string;
  readonly place: Place;
  readonly outcome: Outcome;
  /** Milliseconds after the trace's start. */
  readonly startMs: number;
  readonly endMs: number;
  readonly durationMs: number;
  /** The whole bar from start to end, divided by what the step did. */
  readonly pieces: readonly Piece[];
  /** Time in which nothing was recorded, in stretches that are long enough to be a gap. */
  readonly unrecordedMs: number;
}

/**
 * Each step of the trace as a row, parents before children, siblings in order of start.
 *
 *     a 0–10 [b 2–6]   ->   a  depth 0  work 0–2, delegated 2–6, gap 6–10
 *                           b  depth 1  work 2–6
 */
export function toTimelineRows(tree: TraceTree): readonly TimelineRow[] {
  const thresholdMs = gapThresholdMs(tree.responseMs);
  return tree.steps.map((step) => toRow(step, thresholdMs));
}

function toRow(step: Step, thresholdMs: number): TimelineRow {
  const pieces = barPieces(step, thresholdMs);
  let unrecordedMs = 0;
  for (const piece of pieces) if (piece.kind === "gap") unrecordedMs += piece.endMs - piece.startMs;
  return {
    id: step.id,
    step,
    depth: step.depth,
    name: step.name,
    detail: stepDetail(step),
    place: step.place,
    outcome: step.outcome,
    startMs: step.startMs,
    endMs: step.endMs,
    durationMs: step.endMs - step.startMs,
    pieces,
    unrecordedMs,
  };
}
