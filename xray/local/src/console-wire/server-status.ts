/**
 * `GET /status.json` answers a `ServerStatus`; `GET /compatibility.json?start=&end=` (epoch seconds) a `CompatibilityReport`;
 * `GET /stream` sends `StreamEvent`s (server-sent events, `event:` is the type). `DELETE /traces.ndjson` deletes all traces
 * and answers a `ClearAnswer`.
 */

export interface ServerStatus {
  version: string;
  /** Epoch milliseconds, like every `…Ms` here that is a moment. */
  nowMs: number;
  startedAtMs: number;
  listeners: { daemonUdp: string; daemonTcp: string; api: string };
  /** How apps reach this server, which a process in a container cannot know. */
  reach: ReachStatus;
  arrivals: ArrivalStatus;
  rejections: readonly RejectionStatus[];
  drops: readonly DropStatus[];
  store: StoreStatus;
  clients: readonly ClientStatus[];
  /** When an SDK last asked for rules or targets; absent when none has since the start. */
  lastQuestionAtMs?: number;
  /** What the rule `Default` does now. */
  defaultRule: { fixedRate: number; reservoirSize: number };
  /** Absent when nothing is forwarded. */
  forwarding?: ForwardStatus;
}

export interface ReachStatus {
  /** For AWS_XRAY_DAEMON_ADDRESS. */
  daemon: string;
  /** The app beside this server, if there is one: its page, and a request that it traces. */
  app?: { pageUrl?: string; requestUrl?: string };
}

/** What is forwarded to a daemon or an OTLP endpoint. Counts documents, except for `dropped`. */
export interface ForwardStatus {
  target: string;
  sent: number;
  failed: number;
  /** Traces that were dropped because too many were waiting. */
  dropped: number;
  /** Traces that wait. */
  waiting: number;
  /** Why the last attempt failed, in the system's words. */
  lastProblem?: string;
}

export interface ArrivalStatus {
  /** Documents and datagrams since the start: the sum of the three that follow. */
  received: number;
  accepted: number;
  /** Read and found invalid. */
  rejected: number;
  /** Valid, but not stored; without `kernelDrops`. */
  dropped: number;
  /**
   * Documents that arrived again word for word, as from exporters and daemons. They are stored once, and are not in
   * `received`.
   */
  repeated: number;
  /** In each of the last 60 seconds, oldest first. */
  perSecond: readonly ArrivalCount[];
  /**
   * The same in windows of ten seconds that start at whole tens, for the last 15 minutes; the last window is not over.
   */
  perTenSeconds: readonly ArrivalCount[];
  lastReceivedAtMs?: number;
  /** Receive buffer that the kernel granted to the UDP socket, bytes. */
  receiveBufferBytes: number;
  /** Datagrams that the kernel dropped before this process could read them, where the platform tells. */
  kernelDrops?: number;
}

export interface ArrivalCount {
  received: number;
  rejected: number;
  dropped: number;
  /** Accepted documents with a fault. */
  faults: number;
}

/** The queue was full; the disk failed; a defect of the local X-Ray. */
export type DropReason = "QueueFull" | "NotStored" | "InternalFailure";

/** A reason for which datagrams or documents were dropped although nothing was wrong with them. */
export interface DropStatus {
  reason: DropReason;
  count: number;
  lastAtMs: number;
  /** As in `RejectionStatus`. */
  remedy: string;
  /** The last error, where one was the cause. */
  problem?: string;
}

/** A reason for which datagrams or documents were rejected. */
export interface RejectionStatus {
  /** For example `InvalidHeader`, `ParseError`, `MissingId`, `InvalidName`. */
  reason: string;
  count: number;
  lastAtMs: number;
  /** What to do about it, in a sentence; code is between backticks. */
  remedy: string;
  /** The newest few, cut after 2,000 characters. */
  samples: readonly { atMs: number; message: string; document: string }[];
}

export interface StoreStatus {
  path: string;
  traces: number;
  segments: number;
  /** On disk. */
  bytes: number;
  /** The oldest traces are deleted when the store is larger. */
  capBytes: number;
  retentionSec: number;
  /** Parts of the file that could not be read since the start; every answer leaves out what is in them. */
  damagedChunks?: number;
  /** Why nothing can be stored now, and what to do, in words for people. */
  problem?: string;
  oldestStartSec?: number;
  newestStartSec?: number;
}

/** A process that uses this server: an SDK that asks for rules, or a daemon that reports telemetry. */
export interface ClientStatus {
  kind: "sdk" | "daemon";
  id: string;
  detail: string;
  lastSeenAtMs: number;
}

/** What is stored here but would fail, or be shown wrongly, on AWS; for the newest traces of a range. */
export interface CompatibilityReport {
  /** How many traces were examined. */
  scanned: number;
  /** Whether the range has more traces, which were not examined yet. */
  more: boolean;
  /** The problems found, in the order of `CompatibilityKind`. */
  problems: readonly CompatibilityProblem[];
}

export type CompatibilityKind =
  | "TraceTooLarge"
  | "MemberLeftOut"
  | "AnnotationLeftOut"
  | "NeverClosed"
  | "ParentMissing"
  | "NotFlagged"
  | "NoNamespace"
  | "SqlMissing"
  | "ClockOff";

export interface CompatibilityProblem {
  kind: CompatibilityKind;
  /** How many segments, subsegments or traces have it, and in how many traces. */
  count: number;
  traces: number;
  /** As in `RejectionStatus`. */
  remedy: string;
  /** A few examples from the newest traces. */
  examples: readonly CompatibilityExample[];
}

export interface CompatibilityExample {
  traceId: string;
  /** The segment or subsegment; absent for the whole trace. */
  entityId?: string;
  /** In words: `crud(expired) in backend-flask`. */
  where: string;
}

/** The counts before the deletion. */
export interface ClearAnswer {
  traces: number;
  segments: number;
}

export type StreamEvent =
  | { type: "status"; status: ServerStatus }
  | {
      type: "traces";
      /** Traces that are new or changed since the last event, at most 200 of the newest. */
      traces: readonly { id: string; revision: number; startSec: number }[];
      /** The number of all that changed, including those left out above. */
      count: number;
    }
  /** All traces were deleted: load again what is shown. */
  | { type: "cleared" };
