import type { ActivityKinds } from "./trace-activity.ts";
import type { HttpFacts, TraceFacts } from "./trace-facts.ts";

/** Which parts of the facts many traces have in common, and that are told by a number. */
export const SHARED_PARTS = ["http", "topology", "labels", "activity"] as const;
export type SharedPart = (typeof SHARED_PARTS)[number];

export type TopologyPart = Pick<TraceFacts, "services" | "entryPoint" | "instanceIds" | "availabilityZones">;
export type LabelsPart = Pick<TraceFacts, "annotations" | "users">;

/**
 * Some traces as columns, for whoever counts millions of them: traces with the same number of a part have that part in
 * common. Numbers hold as long as `version` is the same; they are -1 where the part is known to the facts alone. All of
 * it is to be read before the next rows are asked for.
 */
export interface TraceRows {
  count: number;
  version: number;
  startSec: Float64Array;
  /** Until the response, as long as the trace where there is none. */
  durationUs: Float64Array;
  /** 0 ok, 1 error, 2 throttle, 3 fault; as GetTraceSummaries tells it. */
  outcome: Uint8Array;
  partial: Uint8Array;
  /** Differs (but by chance) from trace to trace. */
  mark: Uint32Array;
  numbers: Readonly<Record<SharedPart, Int32Array>>;
  facts(row: number): TraceFacts;
  /** What a number stands for; undefined for -1. Of nodes and edges, without their requests. */
  http(number: number): HttpFacts | undefined;
  topology(number: number): TopologyPart | undefined;
  labels(number: number): LabelsPart | undefined;
  activity(number: number): ActivityKinds | undefined;
}
