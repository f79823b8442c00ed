export type Outcome =
  | { kind: "passed" }
  | { kind: "failed"; message: string }
  /** The client itself cannot do it, whatever the server answers. */
  | { kind: "unable"; reason: string };

export type Section = "operations" | "recording" | "terraform";

/** One cell of the matrix. */
export interface Result {
  section: Section;
  row: string;
  column: string;
  outcome: Outcome;
}

/** What is known of a client on this machine. */
export type Presence = { version: string } | { missing: string };

/** A client's part of the matrix. */
export interface ClientReport {
  client: string;
  presence: Presence;
  results: readonly Result[];
  durationMs: number;
}
