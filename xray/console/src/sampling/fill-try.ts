import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import type { TriedRequest } from "./decision.ts";

type Summary = Pick<TraceSummary, "EntryPoint" | "Http">;

/**
 * The request that a trace served, as the rules saw it; fields that the trace does not tell stay. Example: `POST
 * http://localhost:5000/api/activities?a=1` of backend-flask → backend-flask, POST, /api/activities, localhost:5000.
 */
export function fillFromTrace(summary: Summary, before: TriedRequest): TriedRequest {
  const { HttpMethod: method = before.method, HttpURL: url = "" } = summary.Http;
  const { host, path } = splitUrl(url);
  return {
    ...before,
    service: summary.EntryPoint?.Name ?? before.service,
    method,
    path: path === "" ? before.path : path,
    host: host === "" ? before.host : host,
  };
}

/** Chosen: as many as a person reads through. */
const OFFERED = 12;

/** The newest trace of each request that rules can tell apart: by service, method, host and path. */
export function distinctRequests<T extends Summary & Pick<TraceSummary, "StartTime">>(
  summaries: readonly T[],
): readonly T[] {
  const newest = new Map<string, T>();
  for (const summary of summaries.toSorted((a, b) => b.StartTime - a.StartTime)) {
    const words = `${seenRequest(summary)} ${splitUrl(summary.Http.HttpURL ?? "").host}`;
    if (summary.Http.HttpURL !== undefined && !newest.has(words)) newest.set(words, summary);
  }
  return [...newest.values()].slice(0, OFFERED);
}

/** `backend-flask GET /api/activities/home` */
export function seenRequest({ EntryPoint, Http }: Summary): string {
  return [EntryPoint?.Name, Http.HttpMethod, splitUrl(Http.HttpURL ?? "").path].filter(Boolean).join(" ");
}

/** Rules compare the path without its query. Some clients record only a path. */
function splitUrl(url: string): { host: string; path: string } {
  const match = /^(?:[a-z][a-z0-9+.-]*:\/\/([^/?#]*))?([^?#]*)/i.exec(url);
  const host = match?.[1] ?? "";
  const path = match?.[2] ?? "";
  return { host, path: path === "" && host !== "" ? "/" : path };
}
