export type Outcome =
  | { kind: "passed"; detail: string }
  | { kind: "failed"; message: string }
  | { kind: "skipped"; reason: string };

/** How deep a check goes, in words of the matrix, which also says `never`. */
export type Depth = "mocked" | "emulated" | "run";

/** One check of one target. */
export interface CheckReport {
  depth: Depth;
  title: string;
  standIns: readonly string[];
  outcome: Outcome;
  durationMs: number;
}

export interface TargetReport {
  id: string;
  title: string;
  checks: readonly CheckReport[];
}
