import type { TroubleReport } from "../protocol/server-status.ts";
import { createTroubleBook } from "../trouble/report-trouble.ts";
import { findTrouble } from "../trouble/find-trouble.ts";
import type { ApiContext } from "./context.ts";
import { invalidRequest } from "./errors.ts";
import { createPacer } from "./pacer.ts";

export const TROUBLE_PATH = "/trouble.json";

/** Chosen: what a busy minute brings, read in well under a second. */
const MAX_TRACES = 2_000;
/** Chosen: a page that asks every few seconds must not keep a core busy. */
const MAX_READ_MS = 500;

/**
 * Looks for trouble in the newest traces of a range, `start` and `end` of the query in epoch seconds. Documents are read
 * when somebody asks and not when they arrive, so that taking them in costs nothing more.
 */
export async function readTrouble(
  query: URLSearchParams,
  { store, nowMs, signal }: Pick<ApiContext, "store" | "nowMs" | "signal">,
): Promise<TroubleReport> {
  const startSec = readSec(query, "start");
  const endSec = readSec(query, "end");
  const pacer = createPacer(signal);
  const book = createTroubleBook();
  const nowSec = nowMs() / 1000;
  let scanned = 0;
  let readMs = 0;
  for (const { id } of store.scan({ startSec, endSec })) {
    if (scanned === MAX_TRACES || readMs > MAX_READ_MS) return { scanned, more: true, troubles: book.list() };
    const beganMs = performance.now();
    book.add(id, findTrouble(store.documents(id), nowSec));
    readMs += performance.now() - beganMs;
    scanned += 1;
    await pacer.pace();
  }
  return { scanned, more: false, troubles: book.list() };
}

function readSec(query: URLSearchParams, name: "start" | "end"): number {
  const text = query.get(name) ?? "";
  const value = Number(text);
  if (text === "" || !Number.isFinite(value)) throw invalidRequest(`${name} is a time in epoch seconds`);
  return value;
}
