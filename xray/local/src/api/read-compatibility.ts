import type { CompatibilityReport } from "../console-wire/server-status.ts";
import { createProblemRegistry } from "../compatibility/report-problems.ts";
import { findProblems } from "../compatibility/find-problems.ts";
import type { ApiContext } from "./context.ts";
import { invalidRequest } from "./model/errors.ts";
import { createScheduler } from "./scheduler.ts";

export const COMPATIBILITY_PATH = "/compatibility.json";

/** Chosen: what a busy minute brings, read in well under a second. */
const MAX_TRACES = 2_000;
/** Chosen: a page that asks every few seconds must not keep a core busy. */
const MAX_READ_MS = 500;

/**
 * Looks for problems in the newest traces of a range, `start` and `end` of the query in epoch seconds. Documents are read
 * when somebody asks and not when they arrive, so that taking them in costs nothing more.
 */
export async function readCompatibility(
  query: URLSearchParams,
  { store, nowMs, signal }: Pick<ApiContext, "store" | "nowMs" | "signal">,
): Promise<CompatibilityReport> {
  const startSec = readSec(query, "start");
  const endSec = readSec(query, "end");
  const scheduler = createScheduler(signal);
  const registry = createProblemRegistry();
  const nowSec = nowMs() / 1000;
  let scanned = 0;
  let readMs = 0;
  for (const { id } of store.scan({ startSec, endSec })) {
    if (scanned === MAX_TRACES || readMs > MAX_READ_MS)
      return { scanned, more: true, problems: registry.list() };
    const beganMs = performance.now();
    registry.add(id, findProblems(store.documents(id), nowSec));
    readMs += performance.now() - beganMs;
    scanned += 1;
    await scheduler.yield();
  }
  return { scanned, more: false, problems: registry.list() };
}

function readSec(query: URLSearchParams, name: "start" | "end"): number {
  const text = query.get(name) ?? "";
  const value = Number(text);
  if (text === "" || !Number.isFinite(value)) throw invalidRequest(`${name} is a time in epoch seconds`);
  return value;
}
