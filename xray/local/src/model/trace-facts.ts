import type { AnnotationValue } from "../protocol/segment-document.ts";
import type { ErrorRootCause, FaultRootCause, ResponseTimeRootCause } from "../protocol/api-types.ts";
import type { TraceActivity } from "./trace-activity.ts";
import type { TopologyEdge, TopologyNode, TraceTopology } from "./trace-topology.ts";

export interface TraceRequests {
  /** Of each service, and of each edge. */
  services: readonly (readonly RequestFacts[])[];
  edges: readonly (readonly RequestFacts[])[];
}

/**
 * What is known of one trace without its documents: enough for summaries, filter expressions, graphs and statistics.
 * It is derived whenever a segment of the trace arrives (trace/derive-facts.ts) and kept beside the documents;
 * the documents stay the truth, so facts can be derived again when their form changes.
 * Times are epoch seconds, lengths are seconds.
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
  /** Of the root segment. */
  fault: boolean;
  error: boolean;
  /** Of any segment. */
  throttle: boolean;
  /** A segment is still in progress. */
  partial: boolean;
  /** For filters, before they read every request. Absent where it is not known without doing so. */
  anyRequest?: RequestFlags;
  /** No response and no duration of any request of a node or an edge is longer. Absent as above. */
  longestRequestSec?: number;
  http: HttpFacts;
  users: readonly UserFacts[];
  annotations: readonly AnnotationFacts[];
  resourceArns: readonly string[];
  instanceIds: readonly string[];
  availabilityZones: readonly string[];
  /** The same object in traces whose nodes and edges are the same. Absent where that is not known. */
  sharedTopology?: object | undefined;
  /** The nodes of the trace; others name them by their index here. */
  services: readonly ServiceFacts[];
  edges: readonly EdgeFacts[];
  /** Those of all nodes and edges, in their order, for whoever needs nothing else of them. Absent as above. */
  requests?: TraceRequests;
  /** Index of the root of the trace in `services`, absent for a trace of subsegments alone. */
  entryPoint?: number | undefined;
  faultRootCauses: readonly FaultRootCause[];
  errorRootCauses: readonly ErrorRootCause[];
  responseTimeRootCauses: readonly ResponseTimeRootCause[];
  /** Ids of traces that this one links to or is linked from. */
  linkedTraceIds: readonly string[];
  /** Absent where it is not known. */
  activity?: TraceActivity | undefined;
}

/** Of the request that the trace served: the root segment's. */
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
  /** Seen by the caller, network included. */
  requests: readonly RequestFacts[];
}

/** Whether any request of a node or an edge was so. */
export interface RequestFlags {
  fault: boolean;
  error: boolean;
  throttle: boolean;
  inProgress: boolean;
}

/** One request that a node served, or one call along an edge. */
export interface RequestFacts {
  startSec: number;
  /** Until the response. */
  responseTimeSec: number;
  /** Including asynchronous work. */
  durationSec: number;
  fault: boolean;
  error: boolean;
  throttle: boolean;
  /** In progress requests are drawn but not counted. */
  inProgress: boolean;
  http?: HttpFacts;
}
