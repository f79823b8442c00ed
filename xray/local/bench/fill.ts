/**
 * Fills a store with traces of the last six hours and lets it roll them up: `node fill.ts <folder> <traces> <first start>`.
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
const stopRollingUp = startMinuteRollups(store, store.rollups);
const startedMs = performance.now();
for (let serial = 0; serial < traces; serial += DOCUMENTS_A_PUT) {
  const documents = Array.from({ length: Math.min(DOCUMENTS_A_PUT, traces - serial) }, (_, at) =>
    makeSegment(serial + at, firstSec + ((serial + at) * SIX_HOURS_SEC) / traces),
  );
  await store.put(documents);
}
const filledMs = performance.now();
const lastedSec = (filledMs - startedMs) / 1000;
const minutes = Array.from({ length: SIX_HOURS_SEC / 60 + 1 }, (_, minute) => firstSec + minute * 60)
  .map((startSec) => store.rollups.mark(startSec))
  .filter((mark) => mark.traces > 0);
while (!minutes.every((mark) => store.rollups.has(mark) && store.rollups.hasActivity(mark))) await sleep(200);
const rolledUpSec = (performance.now() - filledMs) / 1000;
stopRollingUp();
await store.close();
process.stdout.write(`${JSON.stringify({ lastedSec, rolledUpSec })}\n`);
