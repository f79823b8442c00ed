import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { TraceFacts } from "../../model/trace-facts.ts";
import type { ApiContext } from "../context.ts";
import { invalidRequest } from "../model/errors.ts";
import { createScheduler } from "../scheduler.ts";
import { scanTraces } from "../scan-traces.ts";

/** `GET /traces.ndjson?start=<epoch seconds>&end=<epoch seconds>&filter=<expression>`, all of them optional. */
export const EXPORT_PATH = "/traces.ndjson";

const HEADERS = {
  "content-type": "application/x-ndjson",
  "content-disposition": 'attachment; filename="traces.ndjson"',
  "cache-control": "no-store",
};

type Surroundings = Pick<ApiContext, "store" | "filters" | "signal">;

/**
 * Sends the segment documents of the traces that start in the range as they were received, one a line, the newest
 * trace first and each trace's documents in the order of their arrival: what PutTraceSegments takes back. Reads on as
 * fast as the client does. Throws InvalidRequestException before anything is sent.
 */
export async function exportDocuments(
  response: ServerResponse,
  query: URLSearchParams,
  { store, filters, signal }: Surroundings,
): Promise<void> {
  const range = { startSec: toSec(query, "start", 0), endSec: toSec(query, "end", Infinity) };
  const matches = filters.compile(query.get("filter") ?? undefined);
  response.writeHead(200, HEADERS);
  const scheduler = createScheduler(signal);
  const write = (facts: TraceFacts): boolean => {
    if (matches && !matches(facts)) return true;
    for (const document of store.documents(facts.id)) response.write(toLine(document));
    return true;
  };
  await scanTraces({ store, signal }, range, write, {
    isDue: () => response.writableNeedDrain || scheduler.isDue(),
    async yield() {
      if (response.writableNeedDrain) await once(response, "drain", { signal });
      await scheduler.yield();
    },
  });
  response.end();
}

function toSec(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  const value = text === null ? otherwise : Number(text);
  if (text?.trim() === "" || Number.isNaN(value)) throw invalidRequest(`${name} must be epoch seconds`);
  return value;
}

/** In JSON a line break can only stand between two tokens. */
function toLine(document: string): string {
  return `${/[\r\n]/.test(document) ? document.replaceAll(/[\r\n]+/g, " ") : document}\n`;
}
