import type { CheckReport, Depth, Outcome } from "./report.ts";

type Result<T> = { value: T; detail: string };

export interface Log {
  /** Runs a check; when it rejects, the check has failed and the result is undefined. */
  check<T>(
    depth: Depth,
    title: string,
    body: () => Promise<Result<T> | void>,
    standIns?: readonly string[],
  ): Promise<T | undefined>;
  skip(depth: Depth, title: string, reason: string): void;
  checks(): readonly CheckReport[];
}

export function createLog(): Log {
  const checks: CheckReport[] = [];
  const note = (
    depth: Depth,
    title: string,
    outcome: Outcome,
    standIns: readonly string[],
    started: number,
  ): void => {
    checks.push({ depth, title, outcome, standIns, durationMs: performance.now() - started });
  };
  return {
    async check(depth, title, body, standIns = []) {
      const started = performance.now();
      try {
        const result = await body();
        note(depth, title, { kind: "passed", detail: result?.detail ?? "" }, standIns, started);
        return result?.value;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        note(depth, title, { kind: "failed", message }, standIns, started);
        return undefined;
      }
    },
    skip: (depth, title, reason) => note(depth, title, { kind: "skipped", reason }, [], performance.now()),
    checks: () => checks,
  };
}
