import type { ClearAnswer } from "../../../console-wire/server-status.ts";
import type { ApiContext } from "../../context.ts";
import { invalidRequest } from "../../model/errors.ts";
import type { EventStream } from "./event-stream.ts";

/**
 * `DELETE /traces.ndjson`: deletes all traces, without undo. Throws InvalidRequestException for a query, because a
 * client that sent one may have meant only a part of the traces.
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
