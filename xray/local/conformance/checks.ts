import type { Outcome, Result, Section } from "./result.ts";

export interface Checks {
  /** Runs one check; when it rejects, it has failed, and the next checks go on. A row that fails once has failed. */
  check: (row: string, body: () => Promise<void>, column?: string) => Promise<void>;
  /** Says that the client cannot do this, and why. */
  cannot: (row: string, reason: string, column?: string) => void;
}

/** The room for a failure; longer stacks and diffs are of no use in a table. */
const MAX_MESSAGE = 600;

export function createChecks(
  section: Section,
  client: string,
): Checks & { results: () => readonly Result[] } {
  const cells = new Map<string, Result>();
  const note = (row: string, column: string, outcome: Outcome): void => {
    const key = JSON.stringify([row, column]);
    if (cells.get(key)?.outcome.kind !== "failed") cells.set(key, { section, row, column, outcome });
  };
  return {
    check: async (row, body, column = client) => {
      try {
        await body();
        note(row, column, { kind: "passed" });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        note(row, column, { kind: "failed", message: message.slice(0, MAX_MESSAGE) });
      }
    },
    cannot: (row, reason, column = client) => note(row, column, { kind: "unable", reason }),
    results: () => [...cells.values()],
  };
}
