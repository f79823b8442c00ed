import type { RequestTrace } from "../tracing/traced-call.ts";

/** What stands around every page: nobody looks for these among the traces. */
const AROUND = ["/api/session", "/api/trending", "/api/users/suggested", "/api/scenarios"];

let last: RequestTrace | undefined;
const listeners = new Set<() => void>();

/** Keeps the latest request that somebody asked for by what they did. */
export function noteRequest(trace: RequestTrace): void {
  const { pathname } = new URL(trace.url);
  if (AROUND.some((path) => pathname.startsWith(path))) return;
  last = trace;
  for (const listener of listeners) listener();
}

export function getLastRequest(): RequestTrace | undefined {
  return last;
}

export function subscribeToRequests(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
