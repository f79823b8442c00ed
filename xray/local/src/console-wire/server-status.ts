/**
 * `GET /status.json` answers a `ServerStatus`; `GET /compatibility.json?start=&end=` (epoch seconds) a `CompatibilityReport`;
 * `GET /stream` sends `StreamEvent`s (server-sent events, `event:` is the type). `DELETE /traces.ndjson` deletes all traces
 * and answers a `ClearAnswer`.
 */

export interface ServerStatus {
  version: string;
  /** Epoch milliseconds, as all `…Ms` here that are moments. */
  nowMs: number;
  startedAtMs: number;
  listeners: { daemonUdp: string; daemonTcp: string; api: string };
  /** How apps come here, which a container cannot see of itself. */
  reach: ReachStatus;
  arrivals: ArrivalStatus;
  rejections: readonly RejectionStatus[];
  drops: readonly DropStatus[];
  store: StoreStatus;
  clients: readonly ClientStatus[];
  /** When an SDK asked for rules or targets last; absent when none has since the start. */
  lastQuestionAtMs?: number;
  /** What the rule `Default` does at the moment. */
  defaultRule: { fixedRate: number; reservoirSize: number };
  /** Absent where nothing is sent on. */
  forwarding?: ForwardStatus;
}

export interface ReachStatus {
  /** For AWS_XRAY_DAEMON_ADDRESS. */
  daemon: string;
  /** The app that runs beside, if one does: its page, and a request that it traces. */
  app?: { pageUrl?: string; requestUrl?: string };
}

/** What of that which was kept is sent on, to a daemon or to an OTLP endpoint. Documents, but for `dropped`. */
export interface ForwardStatus {
  target: string;
  sent: number;
  failed: number;
  /** Traces for which there was no room among those that wait. */
  dropped: number;
  /** Traces. */
  waiting: number;
  /** Why the last one failed, in the system's words. */
  lastProblem?: string;
}

export interface ArrivalStatus {
  /** Documents and datagrams since the server started: the three that follow together. */
  received: number;
  accepted: number;
  /** Read and found invalid. */
  rejected: number;
  /** Not kept, although nothing was found wrong with them; without `kernelDrops`. */
  dropped: number;
  /** Documents that came again word for word, as exporters and daemons do; they are stored once, and not among `received`. */
  repeated: number;
  /** In each of the last 60 seconds, oldest first. */
  perSecond: readonly ArrivalCount[];
  /** The same in windows of ten seconds that start at whole tens, for the last 15 minutes; the last one is running. */
  perTenSeconds: readonly ArrivalCount[];
  lastReceivedAtMs?: number;
  /** Receive buffer that the kernel granted to the UDP socket, bytes. */
  receiveBufferBytes: number;
  /** Datagrams that the kernel dropped before we saw them, where the platform tells. */
  kernelDrops?: number;
}

export interface ArrivalCount {
  received: number;
  rejected: number;
  dropped: number;
  /** Accepted ones that carried a fault. */
  faults: number;
}

/** The queue was full; the disk refused them; a defect of the local X-Ray. */
export type DropReason = "QueueFull" | "NotStored" | "InternalFailure";

/** One reason why datagrams or documents were lost although nothing was found wrong with them. */
export interface DropStatus {
  reason: DropReason;
  count: number;
  lastAtMs: number;
  /** As in `RejectionStatus`. */
  remedy: string;
  /** The last error, where one was the cause. */
  problem?: string;
}

/** One reason why datagrams or documents were rejected. */
export interface RejectionStatus {
  /** For example `InvalidHeader`, `ParseError`, `MissingId`, `InvalidName`. */
  reason: string;
  count: number;
  lastAtMs: number;
  /** What to do about it, a sentence; what stands between backticks is code. */
  remedy: string;
  /** The newest few, cut to 2,000 characters. */
  samples: readonly { atMs: number; message: string; document: string }[];
}

export interface StoreStatus {
  path: string;
  traces: number;
  segments: number;
  /** On disk. */
  bytes: number;
  /** The oldest go when the store grows beyond this. */
  capBytes: number;
  retentionSec: number;
  /** Parts of the file that cannot be read, since the start; what lies in them is left out of every answer. */
  damagedChunks?: number;
  /** Why nothing can be stored at the moment, and what to do, in words for people. */
  problem?: string;
  oldestStartSec?: number;
  newestStartSec?: number;
}

/** A process that speaks to this server: an SDK that asks for rules, or a daemon that reports telemetry. */
export interface ClientStatus {
  kind: "sdk" | "daemon";
  id: string;
  detail: string;
  lastSeenAtMs: number;
}

/** What is kept here but would fail, or be shown wrongly, on AWS. Of the newest traces of a range. */
export interface CompatibilityReport {
  /** Traces that were looked at. */
  scanned: number;
  /** There are others in the range, which were not looked at yet. */
  more: boolean;
  /** Those that were found, in the order of `CompatibilityKind`. */
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
  /** Segments, subsegments or traces that have it, and the traces they lie in. */
  count: number;
  traces: number;
  /** As in `RejectionStatus`. */
  remedy: string;
  /** A few, of the newest traces. */
  examples: readonly CompatibilityExample[];
}

export interface CompatibilityExample {
  traceId: string;
  /** The segment or subsegment; absent where the whole trace is meant. */
  entityId?: string;
  /** In words: `crud(expired) in backend-flask`. */
  where: string;
}

/** How many there were. */
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
      /** All that changed, also those left out above. */
      count: number;
    }
  /** All traces were deleted: what is shown of them is to be loaded again. */
  | { type: "cleared" };
