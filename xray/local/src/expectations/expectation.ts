/** Where something stands in a file, both from 1. */
export interface Place {
  line: number;
  column: number;
}

/** Bounds of a number, each included; absent ones do not bind. */
export interface Bounds {
  min?: number;
  max?: number;
}

export interface StepExpectation {
  /** What the step is called, as `xray-local show` writes it; `*` is any run of characters, `?` one. */
  step: string;
  /** How often it may occur in one trace. */
  times: Bounds;
}

/** What a suite expects of the traces that its filter finds. */
export interface Expectation {
  name: string;
  place: Place;
  /** Which traces; all without it. */
  traces?: string;
  /** A filter that each of them must pass. */
  match?: string;
  /** How many there are. Without it one at least, as an expectation of nothing would always hold. */
  count: Bounds;
  /** Seconds that a percentile (`p50`, `p95`, `max`, …) of their responses may take. */
  responseTime: readonly { percentile: number; label: string; maxSec: number }[];
  steps: readonly StepExpectation[];
  /** The same call with the same statement so often at most in one trace. */
  repeats?: number;
  /** A file of the kinds of exceptions that are known, or `none`. */
  exceptions?: string;
  /** Nothing that AWS would drop, reject or show wrongly. */
  aws?: "accepted";
  /** A file with the shapes that the traces have. */
  snapshot?: string;
}
