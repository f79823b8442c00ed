import type { Outcome } from "../lib/outcome.ts";
import type { ServiceId } from "xray-local/protocol/api-types.ts";
import type { SegmentDocument, Subsegment } from "xray-local/protocol/segment-document.ts";
import type { TraceStep } from "xray-local/trace/trace-step.ts";

/** Where a step ran: each place has a hue, a lane and an icon. */
export type Place = "browser" | "service" | "database" | "remote";

/** One segment or subsegment of a trace, in its place. Times are milliseconds after the trace's start. */
export interface Step {
  readonly id: string;
  readonly name: string;
  readonly kind: "segment" | "subsegment";
  readonly entity: SegmentDocument | Subsegment;
  /** The step as the server assembles it. */
  readonly assembled: TraceStep;
  readonly parent: Step | undefined;
  /** In order of start. */
  readonly children: readonly Step[];
  /** The segment that it belongs to: itself for a segment; the topmost subsegment where the segment never arrived. */
  readonly segment: Step;
  readonly depth: number;
  readonly startMs: number;
  /**
   * The earliest start of itself and all steps below: Lambda's initialisation begins before the function that it
   * belongs to.
   */
  readonly earliestMs: number;
  /** While in progress, the latest known moment. */
  readonly endMs: number;
  readonly inProgress: boolean;
  /** By how much the times were moved, because the clock of this segment's host runs behind its caller's; mostly 0. */
  readonly shiftMs: number;
  /** Set when it names a parent that is not in the trace. */
  readonly missingParentId: string | undefined;
  /** The segment that X-Ray infers for a call whose callee sent none. */
  readonly inferred: SegmentDocument | undefined;
  /** For a segment the node on the map that it belongs to; for a call the node that is known from it alone. */
  readonly service: ServiceId | undefined;
  readonly place: Place;
  readonly outcome: Outcome;
  /** The failed step below that explains its failure. */
  readonly reason: Step | undefined;
  /** Whether a failure began here: it failed, and no step below explains that. */
  readonly began: boolean;
  /** Whether it waits for a free connection (or in another queue) and does no work. */
  readonly wait: boolean;
}

export interface TraceTree {
  /** More than one where parents are missing or a trace has several entry points; in order of start. */
  readonly roots: readonly Step[];
  /** The root whose response the trace is about. Absent only when no part of the trace can be read. */
  readonly main: Step | undefined;
  /** All steps, parents before children, siblings in order of start. */
  readonly steps: readonly Step[];
  readonly byId: ReadonlyMap<string, Step>;
  /** The 0 of all `…Ms`, in epoch seconds. */
  readonly startSec: number;
  /** The latest known end of any step. */
  readonly endMs: number;
  /** From the start of the main root to its end, or to the latest known moment while it is in progress. */
  readonly responseMs: number;
  readonly inProgress: boolean;
}
