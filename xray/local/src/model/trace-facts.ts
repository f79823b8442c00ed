import type { AnnotationValue } from "../protocol/segment-document.ts";
import type { ErrorRootCause, FaultRootCause, ResponseTimeRootCause } from "../protocol/api-types.ts";
import type { TraceActivity } from "./trace-activity.ts";
import type { TopologyEdge, TopologyNode, TraceTopology } from "./trace-topology.ts";

export interface TraceRequests {
  /** The requests of each service, and the calls of each edge. */
  services: readonly (readonly RequestFacts[])[];
  edges: readonly (readonly RequestFacts[])[];
}

/**
 * What is known of one trace without its documents: enough for summaries, filter expressions, graphs and statistics.
 * Derived whenever a segment of the trace arrives (trace/facts/derive-facts.ts) and stored beside the documents. The
 * documents stay the source, so facts can be derived again when their form changes. Times are epoch seconds, durations
 * are seconds.
 */
export interface TraceFacts extends TraceTopology {
  id: string;
  /** Counts the updates of the trace, from 1. */
  revision: number;
  /** Earliest start of any segment. */
  startSec: number;
  /** Latest end of any completed segment; the start when none has completed. */
  endSec: number;
  /** Root segment start to end, absent while the root is in progress or missing. */
  responseTimeSec?: number | undefined;
  /** The outcome of the root segment. */
  fault: boolean;
  error: boolean;
  /** The outcome of any segment. */
  throttle: boolean;
  /** Whether a segment is still in progress. */
  partial: boolean;
  /** Lets filters decide before they read every request. Absent where it would have to be computed from them. */
  anyRequest?: RequestFlags;
  /** No request of a node or edge has a longer response or duration. Absent in the same case. */
  longestRequestSec?: number;
  http: HttpFacts;
  users: readonly UserFacts[];
  annotations: readonly AnnotationFacts[];
  resourceArns: readonly string[];
  instanceIds: readonly string[];
  availabilityZones: readonly string[];
  /** The same object in all traces with the same nodes and edges. Absent where that is not known. */
  sharedTopology?: object | undefined;
  /** The nodes of the trace; other members name them by their index here. */
  services: readonly ServiceFacts[];
  edges: readonly EdgeFacts[];
  /**
   * The requests of all nodes and edges, in their order, for readers that need nothing else. Absent where they are not
   * at hand.
   */
  requests?: TraceRequests;
  /** The index of the trace's root in `services`; absent for a trace of subsegments alone. */
  entryPoint?: number | undefined;
  faultRootCauses: readonly FaultRootCause[];
  errorRootCauses: readonly ErrorRootCause[];
  responseTimeRootCauses: readonly ResponseTimeRootCause[];
  /** Ids of traces that this one links to or is linked from. */
  linkedTraceIds: readonly string[];
  /** Absent where it is not known. */
  activity?: TraceActivity | undefined;
}

/** The request that the trace served, from the root segment. */
export interface HttpFacts {
  url?: string;
  method?: string;
  status?: number;
  userAgent?: string;
  clientIp?: string;
}

export interface UserFacts {
  name: string;
  services: readonly number[];
}

/** One distinct value of one key. */
export interface AnnotationFacts {
  key: string;
  value: AnnotationValue;
  services: readonly number[];
}

export interface ServiceFacts extends TopologyNode {
  requests: readonly RequestFacts[];
}

export interface EdgeFacts extends TopologyEdge {
  /** The calls as the caller recorded them, network included. */
  requests: readonly RequestFacts[];
}

/** Whether any request of a node or an edge has this outcome. */
export interface RequestFlags {
  fault: boolean;
  error: boolean;
  throttle: boolean;
  inProgress: boolean;
}

/** One request that a node served, or one call along an edge. */
export interface RequestFacts {
  startSec: number;
  /** From the start to the response. */
  responseTimeSec: number;
  /** Includes asynchronous work. */
  durationSec: number;
  fault: boolean;
  error: boolean;
  throttle: boolean;
  /** Requests in progress are drawn but not counted. */
  inProgress: boolean;
  http?: HttpFacts;
}
