import type { Failure } from "../../lib/outcome.ts";
import type { PassedOn } from "../failures/passed-on.ts";

/** A piece of a sentence: `strong` for what was found, `code` for monospace. */
export interface Phrase {
  text: string;
  style?: "strong" | "code";
}

export type FindingKind = Failure | "wait" | "repeat" | "outlier" | "unusual" | "gap" | "step" | "missing";

/** Something that the documents prove, in words, with its figure. */
export interface Finding {
  kind: FindingKind;
  phrases: readonly Phrase[];
  /** The row that it is about. */
  rowId: string;
  /** Milliseconds after the trace's start. */
  atMs: number;
  /** The services that a failure passed through, the nearest first; absent when it is one service. */
  passedOn?: readonly PassedOn[];
}

/** A finding as one plain sentence, for reading aloud and for tests. */
export function findingText(finding: Finding): string {
  return finding.phrases.map((phrase) => phrase.text).join("");
}
