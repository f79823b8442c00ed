/** A place in a file; line and column start at 1. */
export interface Place {
  line: number;
  column: number;
}

/** Inclusive limits of a number; either may be absent. */
export interface Bounds {
  min?: number;
  max?: number;
}

export interface StepExpectation {
  /** The name of the step, as `xray-local show` prints it; `*` matches any characters, `?` one. */
  step: string;
  /** How often it may occur in one trace. */
  times: Bounds;
}

/** What a suite expects of the traces that its filter finds. */
export interface Expectation {
  name: string;
  place: Place;
  /** A filter that selects the traces; without it, all. */
  traces?: string;
  /** A filter that each of them must match. */
  match?: string;
  /**
   * How many traces there must be; by default at least one, because an expectation about no trace would always hold.
   */
  count: Bounds;
  /** The longest response time at a percentile (`p50`, `p95`, `max`, …), seconds. */
  responseTime: readonly { percentile: number; label: string; maxSec: number }[];
  steps: readonly StepExpectation[];
  /** How often the same call with the same statement may occur in one trace. */
  repeats?: number;
  /** The file with the known kinds of exceptions, or `none`. */
  exceptions?: string;
  /** Nothing that AWS would reject, leave out or show wrongly. */
  aws?: "accepted";
  /** The file with the shapes of the traces. */
  snapshot?: string;
}
