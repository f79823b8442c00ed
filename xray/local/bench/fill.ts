/**
 * Fills a store with traces of the last six hours and lets it sum them up: `node fill.ts <folder> <traces> <first start>`.
 * Prints how long each took, as JSON. Runs for find.ts.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { startMinuteRollups } from "../src/api/rollups/minute-rollups.ts";
import { createTraceStore } from "../src/store/sqlite-trace-store.ts";
import { makeSegment } from "./make-segment.ts";
import { SIX_HOURS_SEC } from "./six-hours.ts";

const [directory = "", count = "0", first = "0"] = process.argv.slice(2);
const traces = Number(count);
const firstSec = Number(first);
const DOCUMENTS_A_PUT = 1000;

const store = await createTraceStore({ directory, capBytes: 20e9, retentionSec: 86_400 });
const stopKeeper = startMinuteRollups(store, store.sums);
const startedMs = performance.now();
for (let serial = 0; serial < traces; serial += DOCUMENTS_A_PUT) {
  const documents = Array.from({ length: Math.min(DOCUMENTS_A_PUT, traces - serial) }, (_, at) =>
    makeSegment(serial + at, firstSec + ((serial + at) * SIX_HOURS_SEC) / traces),
  );
  await store.put(documents);
}
const filledMs = performance.now();
const lastedSec = (filledMs - startedMs) / 1000;
const isSummed = (startSec: number): boolean => store.sums.has(store.sums.mark(startSec));
while (![...store.sums.minutes()].every(isSummed)) await sleep(200);
const summedSec = (performance.now() - filledMs) / 1000;
stopKeeper();
await store.close();
process.stdout.write(`${JSON.stringify({ lastedSec, summedSec })}\n`);
