/** How a request ended, worst last. A throttle (429) is also an error, and counts as a throttle. */
export type Outcome = "ok" | "error" | "throttle" | "fault";

export type Failure = Exclude<Outcome, "ok">;

/** Worst first: the order of legends and of the coloured part of a bar. */
export const FAILURES = ["fault", "throttle", "error"] as const satisfies readonly Failure[];

/** Outcome of flags as segments and summaries carry them. */
export function outcomeOf(flags: { fault?: boolean; throttle?: boolean; error?: boolean }): Outcome {
  if (flags.fault === true) return "fault";
  if (flags.throttle === true) return "throttle";
  return flags.error === true ? "error" : "ok";
}

/** Outcome of an HTTP status: 5xx fault, 429 throttle, other 4xx error. */
export function outcomeOfStatus(status: number): Outcome {
  if (status >= 500) return "fault";
  if (status === 429) return "throttle";
  return status >= 400 ? "error" : "ok";
}
