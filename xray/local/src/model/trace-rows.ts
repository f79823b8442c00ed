import type { ActivityKinds } from "./trace-activity.ts";
import type { HttpFacts, TraceFacts } from "./trace-facts.ts";

/** The parts of the facts that many traces have in common, and which are given as numbers. */
export const SHARED_PARTS = ["http", "topology", "labels", "activity"] as const;
export type SharedPart = (typeof SHARED_PARTS)[number];

export type TopologyPart = Pick<TraceFacts, "services" | "entryPoint" | "instanceIds" | "availabilityZones">;
export type LabelsPart = Pick<TraceFacts, "annotations" | "users">;

/**
 * Some traces as columns, for counting millions of them. Traces with the same number of a part have that part in
 * common. Numbers are valid as long as `version` stays the same; they are -1 where only the facts know the part. Read
 * everything before you ask for the next rows.
 */
export interface TraceRows {
  count: number;
  version: number;
  startSec: Float64Array;
  /** Until the response; without one, the duration of the trace. */
  durationUs: Float64Array;
  /** 0 ok, 1 error, 2 throttle, 3 fault, as in GetTraceSummaries. */
  outcome: Uint8Array;
  partial: Uint8Array;
  /** Differs from trace to trace, except by chance. */
  mark: Uint32Array;
  numbers: Readonly<Record<SharedPart, Int32Array>>;
  facts(row: number): TraceFacts;
  /** The part that a number stands for; undefined for -1. Nodes and edges come without their requests. */
  http(number: number): HttpFacts | undefined;
  topology(number: number): TopologyPart | undefined;
  labels(number: number): LabelsPart | undefined;
  activity(number: number): ActivityKinds | undefined;
}
