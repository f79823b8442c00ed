import type { TimelineRow } from "../../timeline/timeline-rows.ts";
import type { Outcome } from "../../lib/outcome.ts";
import type { Piece } from "../../trace-model/step-pieces.ts";

/** 0: browser, 1: service, 2: database, remote and AWS. */
type Lane = 0 | 1 | 2;

/**
 * A stretch of a lane: solid for work, pale for a child's work, hollow for a wait, thin for the wire, a gap where
 * nothing was recorded.
 */
export interface StripPiece {
  lane: Lane;
  kind: "solid" | "pale" | "hollow" | "thin" | "gap";
  place: TimelineRow["place"];
  /** Set where a failure began; else it has the colour of its place. */
  outcome: Outcome;
  /** Milliseconds after the trace's start. */
  startMs: number;
  endMs: number;
}

const LANES: Readonly<Record<TimelineRow["place"], Lane>> = {
  browser: 0,
  service: 1,
  database: 2,
  remote: 2,
};
const KINDS = { work: "solid", delegated: "pale", wait: "hollow", wire: "thin", gap: "gap" } as const;
/** Painted in this order: work over what only waits for children. */
const ORDER: readonly StripPiece["kind"][] = ["gap", "pale", "thin", "hollow", "solid"];

/**
 * A trace in three lanes of a few pixels. Steps of one lane that do the same make one piece, so that a thousand queries
 * become a few rectangles.
 *
 *     backend 0–10 [db 2–4, db 4–6]   ->   lane 1 pale 2–6, solid 0–2, solid 6–10; lane 2 solid 2–6
 */
export function stripPieces(rows: readonly TimelineRow[]): readonly StripPiece[] {
  const byLook = new Map<string, StripPiece[]>();
  for (const row of rows) {
    for (const piece of row.pieces) {
      const kind = KINDS[piece.kind];
      const outcome = outcomeOfPiece(row, piece);
      const look = `${kind} ${row.place} ${outcome}`;
      const pieces = byLook.get(look) ?? [];
      byLook.set(look, pieces);
      const { startMs, endMs } = piece;
      pieces.push({ lane: LANES[row.place], kind, place: row.place, outcome, startMs, endMs });
    }
  }
  return [...byLook.values()]
    .flatMap(joined)
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.startMs - b.startMs);
}

/**
 * In a segment where a failure began, the outcome belongs to its own work and not to its children's; to all of it when it
 * has no work of its own.
 */
function outcomeOfPiece({ step, outcome, pieces }: TimelineRow, piece: Piece): Outcome {
  if (!step.began) return "ok";
  if (piece.kind !== "delegated" || step.kind === "subsegment") return outcome;
  return pieces.every(({ kind }) => kind === "delegated") ? outcome : "ok";
}

/** Joins pieces that overlap or touch. */
function joined(pieces: StripPiece[]): StripPiece[] {
  const result: StripPiece[] = [];
  for (const piece of pieces.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = result.at(-1);
    if (last !== undefined && piece.startMs <= last.endMs) last.endMs = Math.max(last.endMs, piece.endMs);
    else result.push(piece);
  }
  return result;
}
