import type { CompatibilityReport } from "../console-wire/server-status.ts";
import { createProblemRegistry } from "../compatibility/report-problems.ts";
import { findProblems } from "../compatibility/find-problems.ts";
import type { ApiContext } from "./context.ts";
import { invalidRequest } from "./model/errors.ts";
import { minuteOf } from "./rollups/time-slots.ts";
import type { TimeSlot } from "./rollups/time-slots.ts";
import { createScheduler } from "./scheduler.ts";

export const COMPATIBILITY_PATH = "/compatibility.json";

/** Chosen: what arrives in a busy minute, and is read in well under a second. */
const MAX_TRACES = 2_000;
/** Chosen: a page that asks every few seconds must not keep a core busy. */
const MAX_READ_MS = 500;

/**
 * Answers the problems of the traces of a range, `start` and `end` of the query in epoch seconds. For whole minutes it
 * uses the counts made on arrival. For the others (the newest, and after a start the older ones) it reads traces now,
 * newest first, up to a limit.
 */
export async function readCompatibility(
  query: URLSearchParams,
  { store, compatibility, nowMs, signal }: Pick<ApiContext, "store" | "compatibility" | "nowMs" | "signal">,
): Promise<CompatibilityReport> {
  const startSec = readSec(query, "start");
  const endSec = readSec(query, "end");
  const scheduler = createScheduler(signal);
  const registry = createProblemRegistry();
  const nowSec = nowMs() / 1000;
  let scanned = 0;
  let readMs = 0;
  let more = false;

  async function look(slot: TimeSlot): Promise<void> {
    for (const { id } of store.scan(slot)) {
      more ||= scanned === MAX_TRACES || readMs > MAX_READ_MS;
      if (more) return;
      const beganMs = performance.now();
      registry.add(id, findProblems(store.documents(id), nowSec));
      readMs += performance.now() - beganMs;
      scanned += 1;
      await scheduler.yield();
    }
  }

  for (let atSec = store.lastStartSec(endSec); atSec !== undefined && atSec >= startSec;) {
    const minute = minuteOf(atSec);
    const slot = { startSec: Math.max(startSec, minute.startSec), endSec: Math.min(endSec, minute.endSec) };
    const isWhole = slot.startSec === minute.startSec && slot.endSec === minute.endSec;
    const counts = isWhole ? compatibility.read(minute.startSec) : undefined;
    if (counts) registry.addAll(counts);
    else if (!more) await look(slot);
    await scheduler.yield();
    atSec = store.lastStartSec(minute.startSec);
  }
  return { scanned: registry.counts().scanned, more, problems: registry.list() };
}

function readSec(query: URLSearchParams, name: "start" | "end"): number {
  const text = query.get(name) ?? "";
  const value = Number(text);
  if (text === "" || !Number.isFinite(value)) throw invalidRequest(`${name} is a time in epoch seconds`);
  return value;
}
