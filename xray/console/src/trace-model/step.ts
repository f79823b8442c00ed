import type { Outcome } from "../lib/outcome.ts";
import type { ServiceId } from "xray-local/protocol/api-types.ts";
import type { SegmentDocument, Subsegment } from "xray-local/protocol/segment-document.ts";

/** Where a step ran: it has a hue, a lane and an icon of its own. */
export type Place = "browser" | "service" | "database" | "remote";

/** One segment or subsegment of a trace, in its place. Times are milliseconds after the trace's start. */
export interface Step {
  readonly id: string;
  readonly name: string;
  readonly kind: "segment" | "subsegment";
  readonly entity: SegmentDocument | Subsegment;
  readonly parent: Step | undefined;
  /** In order of start. */
  readonly children: readonly Step[];
  /** The segment it belongs to; itself for a segment; the topmost subsegment where the segment never arrived. */
  readonly segment: Step;
  readonly depth: number;
  readonly startMs: number;
  /** Of itself and all below: Lambda's initialisation begins before the function that it belongs to. */
  readonly earliestMs: number;
  /** Of a part in progress: as far as the trace is known. */
  readonly endMs: number;
  readonly inProgress: boolean;
  /** By how much the times were moved because the clock of this segment's host runs behind its caller's; 0 as a rule. */
  readonly shiftMs: number;
  /** It names a parent that is not in the trace. */
  readonly missingParentId: string | undefined;
  /** The segment that the service made up for a call whose callee sent none. */
  readonly inferred: SegmentDocument | undefined;
  /** Of a segment the node of the map that it belongs to, of a call the one that is known from it alone. */
  readonly service: ServiceId | undefined;
  readonly place: Place;
  readonly outcome: Outcome;
  /** Nothing below explains the outcome: here it began. False for `ok`. */
  readonly began: boolean;
  /** It waits for a free connection (or another place in a queue) rather than works. */
  readonly wait: boolean;
}

export interface TraceTree {
  /** More than one where parents are missing or a trace has several entry points; in order of start. */
  readonly roots: readonly Step[];
  /** The root whose response the trace is about. Absent only for a trace without any readable part. */
  readonly main: Step | undefined;
  /** All steps, parents before children, siblings in order of start. */
  readonly steps: readonly Step[];
  readonly byId: ReadonlyMap<string, Step>;
  /** Epoch seconds of the 0 of all `…Ms`. */
  readonly startSec: number;
  /** The latest known end of any part. */
  readonly endMs: number;
  /** From the start of the main root to its end, or to what is known while it is in progress. */
  readonly responseMs: number;
  readonly inProgress: boolean;
}
