import type { ClearAnswer } from "../../console-wire/server-status.ts";
import type { ApiContext } from "../context.ts";
import { invalidRequest } from "../model/errors.ts";
import type { EventStream } from "./event-stream.ts";

/**
 * `DELETE /traces.ndjson`: all traces, without undo. Throws InvalidRequestException for a query, as one that meant a part of
 * them would lose the rest.
 */
export async function clearTraces(
  query: URLSearchParams,
  store: Pick<ApiContext["store"], "clear">,
  events: Pick<EventStream, "tellCleared">,
): Promise<ClearAnswer> {
  if (query.size > 0)
    throw invalidRequest("All traces are deleted at once: a range or a filter is not known here");
  const count = await store.clear();
  events.tellCleared();
  return count;
}
