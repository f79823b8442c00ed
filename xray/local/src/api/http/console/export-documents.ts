import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { ApiContext } from "../../context.ts";
import { invalidRequest } from "../../model/errors.ts";
import { createScheduler } from "../../scheduler.ts";

/** `GET /traces.ndjson?start=<epoch seconds>&end=<epoch seconds>&filter=<expression>`, all of them optional. */
export const EXPORT_PATH = "/traces.ndjson";

const HEADERS = {
  "content-type": "application/x-ndjson",
  "content-disposition": 'attachment; filename="traces.ndjson"',
  "cache-control": "no-store",
};

type Surroundings = Pick<ApiContext, "store" | "filters" | "signal">;

/**
 * Sends the segment documents of the traces that start in the range, as they were received, one a line: the newest
 * trace first, the documents of a trace in order of arrival. PutTraceSegments accepts them again. Waits for the client
 * when its buffer is full, so a slow client costs no memory. Throws InvalidRequestException before anything is sent.
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
  for (const facts of store.scan(range)) {
    if (!matches || matches(facts)) {
      for (const document of store.documents(facts.id)) {
        if (!response.write(toLine(document))) await once(response, "drain", { signal });
      }
    }
    await scheduler.yield();
  }
  response.end();
}

function toSec(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  const value = text === null ? otherwise : Number(text);
  if (text?.trim() === "" || Number.isNaN(value)) throw invalidRequest(`${name} must be epoch seconds`);
  return value;
}

/** A line break in JSON can only be between two tokens. */
function toLine(document: string): string {
  return `${/[\r\n]/.test(document) ? document.replaceAll(/[\r\n]+/g, " ") : document}\n`;
}
