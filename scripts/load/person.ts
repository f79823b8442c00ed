import { setTimeout as sleep } from "node:timers/promises";
import { parseTraceHeader } from "../../backend/src/tracing/request/trace-header.ts";
import type { Result } from "./results.ts";
import { pick, planVisit, thinkMs } from "./visit.ts";
import type { Action, Random } from "./visit.ts";

export interface PersonOptions {
  baseUrl: string;
  handle: string;
  random: Random;
  /** Aborts the visit. */
  signal: AbortSignal;
  report: (result: Result) => void;
}

interface Request {
  method: "GET" | "POST" | "DELETE";
  path: string;
  body?: object;
}

/** A crud that the feed showed last: people like, open and answer it. */
interface Crud {
  uuid: string;
  handle: string;
  liked: boolean;
}

const TIMEOUT_MS = 30_000;
const TIMES_TO_LIVE = ["1-hour", "3-hours", "12-hours", "1-day"];
const WORDS = ["cloud", "trace", "prune", "hem", "ship", "latency", "index", "feed", "station", "tailor"];

/** One visit of one person: the feed first, then random actions, with pauses for reading. */
export async function visit(options: PersonOptions): Promise<void> {
  const { random, signal } = options;
  let cruds: readonly Crud[] = [];
  for (const action of planVisit(random)) {
    const request = toRequest(action, cruds, random);
    if (request) {
      const body = await send(action, request, options);
      if (action === "feed" && Array.isArray(body)) cruds = body as Crud[];
    }
    await sleep(thinkMs(random), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
  }
}

/** `undefined` when the feed shows nothing for the action. */
function toRequest(action: Action, cruds: readonly Crud[], random: Random): Request | undefined {
  const crud = pick(cruds, random);
  const word = pick(WORDS, random) ?? "";
  switch (action) {
    case "feed":
      return { method: "GET", path: "/api/activities/home" };
    case "notifications":
      return { method: "GET", path: "/api/activities/notifications" };
    case "messages":
      return { method: "GET", path: "/api/message_groups" };
    case "search":
      return { method: "GET", path: `/api/activities/search?term=${word}` };
    case "post":
      return {
        method: "POST",
        path: "/api/activities",
        body: { message: `A word about the ${word}`, ttl: pick(TIMES_TO_LIVE, random) },
      };
    case "crud":
      return crud && { method: "GET", path: `/api/activities/@${crud.handle}/status/${crud.uuid}` };
    case "profile":
      return crud && { method: "GET", path: `/api/activities/@${crud.handle}` };
    case "like":
      return crud && { method: crud.liked ? "DELETE" : "POST", path: `/api/activities/${crud.uuid}/like` };
    case "reply":
      return (
        crud && {
          method: "POST",
          path: `/api/activities/${crud.uuid}/reply`,
          body: { message: `And the ${word}?` },
        }
      );
    default:
      return action satisfies never;
  }
}

/** The body of the answer; `undefined` for an error or none. */
async function send(action: Action, request: Request, options: PersonOptions): Promise<unknown> {
  const { baseUrl, handle, signal, report } = options;
  const startMs = performance.now();
  const durationMs = () => performance.now() - startMs;
  try {
    const answer = await fetch(baseUrl + request.path, {
      method: request.method,
      headers: {
        "X-Cruddur-Handle": handle,
        "X-Amzn-Trace-Id": "Sampled=?",
        ...(request.body ? { "Content-Type": "application/json" } : {}),
      },
      ...(request.body ? { body: JSON.stringify(request.body) } : {}),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const text = await answer.text();
    const { root, sampled } = parseTraceHeader(answer.headers.get("x-amzn-trace-id") ?? undefined);
    const traceId = sampled === "1" ? root : undefined;
    report({ action, durationMs: durationMs(), status: answer.status, traceId });
    return answer.ok ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    // A request that is aborted at the end of the run is not a failure of the server.
    if (!signal.aborted) report({ action, durationMs: durationMs(), status: undefined, traceId: undefined });
    return undefined;
  }
}
