import type { CompatibilityReport, ServerStatus } from "../console-wire/server-status.ts";
import type { ApiTrace, TraceSummary } from "../protocol/api-types.ts";
import { callServer } from "../cli/server-url.ts";

/** Half-open, in epoch seconds. */
export interface ClientRange {
  startSec: number;
  endSec: number;
}

/** Everything that may be stored: from 1970 to a year ahead of this clock. */
export function allOfTime(nowMs: number): ClientRange {
  return { startSec: 0, endSec: nowMs / 1000 + 365 * 24 * 3600 };
}

/** The most ids in one request of BatchGetTraces. */
const IDS_A_REQUEST = 5;

/** The requests of commands to a running server. Each rejects with a `CommandError` when it cannot be answered. */
export interface ServerClient {
  readonly url: string;
  status(): Promise<ServerStatus>;
  /** Newest first, all pages, each requested when it is needed. */
  summaries(range: ClientRange, filter?: string): AsyncGenerator<TraceSummary, void>;
  /** In the order of the ids, without unknown ones. */
  traces(ids: readonly string[]): AsyncGenerator<ApiTrace, void>;
  compatibility(range: ClientRange): Promise<CompatibilityReport>;
}

export function createServerClient(url: string): ServerClient {
  async function post<T>(path: string, body: object): Promise<T> {
    const headers = { "content-type": "application/json" };
    const response = await callServer(new URL(path, url), {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return (await response.json()) as T;
  }
  async function get<T>(path: string): Promise<T> {
    return (await (await callServer(new URL(path, url))).json()) as T;
  }
  return {
    url,
    status: () => get("/status.json"),
    compatibility: ({ startSec, endSec }) => get(`/compatibility.json?start=${startSec}&end=${endSec}`),
    async *summaries({ startSec, endSec }, filter) {
      const query = {
        StartTime: startSec,
        EndTime: endSec,
        ...(filter === undefined || filter.trim() === "" ? {} : { FilterExpression: filter }),
      };
      let token: string | undefined;
      do {
        const page = await post<{ TraceSummaries: readonly TraceSummary[]; NextToken?: string }>(
          "/TraceSummaries",
          token === undefined ? query : { ...query, NextToken: token },
        );
        yield* page.TraceSummaries;
        token = page.NextToken;
      } while (token !== undefined);
    },
    async *traces(ids) {
      for (let at = 0; at < ids.length; at += IDS_A_REQUEST) {
        const wanted = ids.slice(at, at + IDS_A_REQUEST);
        const { Traces } = await post<{ Traces: readonly ApiTrace[] }>("/Traces", { TraceIds: wanted });
        const byId = new Map(Traces.map((trace) => [trace.Id, trace]));
        for (const id of wanted) {
          const trace = byId.get(id);
          if (trace) yield trace;
        }
      }
    },
  };
}
