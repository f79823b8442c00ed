/**
 * Fills a store with traces of the last six hours: `node fill.ts <folder> <traces>`. Prints how long it took and what
 * memory it had at the end, as JSON. Runs for find.ts, which measures reading in a process of its own.
 */
import { createTraceStore } from "../src/store/sqlite-trace-store.ts";
import { makeSegment } from "./make-segment.ts";
import { SIX_HOURS_SEC } from "./six-hours.ts";

const [directory = "", count = "0", first = "0"] = process.argv.slice(2);
const traces = Number(count);
const firstSec = Number(first);
const DOCUMENTS_A_PUT = 1000;

const store = await createTraceStore({ directory, capBytes: 20e9, retentionSec: 86_400 });
const startedMs = performance.now();
for (let serial = 0; serial < traces; serial += DOCUMENTS_A_PUT) {
  const documents = Array.from({ length: Math.min(DOCUMENTS_A_PUT, traces - serial) }, (_, at) =>
    makeSegment(serial + at, firstSec + ((serial + at) * SIX_HOURS_SEC) / traces),
  );
  await store.put(documents);
}
const lastedSec = (performance.now() - startedMs) / 1000;
const memoryBytes = process.memoryUsage.rss();
await store.close();
process.stdout.write(`${JSON.stringify({ lastedSec, memoryBytes })}\n`);
