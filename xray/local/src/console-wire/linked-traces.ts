/**
 * The traces that one is linked with, both ways. `GET /linked-traces.json?trace=<id>` answers `LinkedTraces`. Times are epoch
 * seconds, lengths seconds.
 */
export interface LinkedTraces {
  /** In order of start. */
  traces: readonly LinkedTrace[];
  /** Traces that start in this range were looked through for links to this one. */
  lookedThrough: { startSec: number; endSec: number };
}

export interface LinkedTrace {
  id: string;
  /** `before`: it led to this trace; `after`: this trace led to it. */
  way: "before" | "after";
  /** The steps that are linked: in this trace, and in the other; a link may name one that never arrived. */
  ownStepId: string;
  otherStepId: string;
  /** The attributes of the link. */
  attributes: Readonly<Record<string, unknown>>;
  /** What the sending step called: a queue, a topic, a service. */
  through?: string;
  /** From the start of the sending step to the start of the receiving one; absent where either never arrived. */
  laterSec?: number;
  /** Of the other trace; absent when nothing of it is kept. */
  summary?: LinkedSummary;
}

export interface LinkedSummary {
  startSec: number;
  /** Absent while it is in progress. */
  responseSec?: number;
  outcome: "ok" | "error" | "throttle" | "fault";
  /** The service of its root. */
  name: string;
  method?: string;
  url?: string;
  status?: number;
}
