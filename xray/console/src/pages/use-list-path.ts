import { useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { readTracesView, readScope, tracesPath } from "../links.ts";
import type { Scope } from "../links.ts";

const KEY = ["last-list"];

/** Keeps the query of the list while it is open, for the way back from a trace. */
export function useRememberList(search: string): void {
  const client = useQueryClient();
  useEffect(() => {
    client.setQueryDefaults(KEY, { gcTime: Infinity });
    client.setQueryData(KEY, search);
  }, [client, search]);
}

/**
 * The list that a trace was opened from, with its brush, order and columns; where that has another filter, range or group,
 * the list that the trace's address describes. `filter` undefined: of whichever.
 */
export function useListPath(scope: Scope, filter?: string): string {
  const client = useQueryClient();
  const last = lastList(client);
  const view = last && readTracesView(last);
  const plain = tracesPath(scope, { filter: filter ?? view?.filter ?? "" });
  if (last === undefined || view === undefined) return plain;
  return tracesPath(readScope(last), { filter: view.filter }) === plain ? tracesPath(scope, view) : plain;
}

function lastList(client: QueryClient): URLSearchParams | undefined {
  const search = client.getQueryData(KEY);
  return typeof search === "string" ? new URLSearchParams(search) : undefined;
}
