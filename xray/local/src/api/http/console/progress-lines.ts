import type { FigureAnswer, FigureProgress } from "../../../console-wire/figures.ts";

/** Whoever waits longer wants to know how far it is. */
const BEGIN_AFTER_MS = 300;
const TELL_EVERY_MS = 200;

export interface ProgressLines {
  /** Writes how far it is, once it has taken a while. */
  tell(progress: FigureProgress): void;
  /** Writes the answer as the last line; false where no line was written before, and the answer can be sent as any other. */
  end(answer: FigureAnswer): boolean;
}

/** Writes an answer that takes long as lines of JSON: how far it is, and the answer at the end. */
export function createProgressLines(
  output: { begin: () => void; write: (line: string) => void; end: (line: string) => void },
  nowMs: () => number,
): ProgressLines {
  let tellAtMs = nowMs() + BEGIN_AFTER_MS;
  let hasBegun = false;
  return {
    tell(progress) {
      if (nowMs() < tellAtMs) return;
      if (!hasBegun) output.begin();
      hasBegun = true;
      tellAtMs = nowMs() + TELL_EVERY_MS;
      output.write(`${JSON.stringify({ progress })}\n`);
    },
    end(answer) {
      if (hasBegun) output.end(`${JSON.stringify(answer)}\n`);
      return hasBegun;
    },
  };
}
