import { IMPORT_FLAG } from "../../console-wire/import-path.ts";
import type { ServerStatus } from "../../console-wire/server-status.ts";
import type { ApiContext } from "../context.ts";
import { FIGURES_PATH, readFigures } from "../figures/read-figures.ts";
import { clearTraces } from "../http/console/clear-traces.ts";
import { EXPORT_PATH } from "../http/console/export-documents.ts";
import { createEventStream } from "../http/console/event-stream.ts";
import type { EventSink } from "../http/console/event-stream.ts";
import { toErrorAnswer } from "../model/errors.ts";
import { OPERATIONS } from "../operations.ts";
import { LINKED_TRACES_PATH, readLinkedTraces } from "../read-linked-traces.ts";
import { COMPATIBILITY_PATH, readCompatibility } from "../read-compatibility.ts";
import { toServerStatus } from "../server-status.ts";
import { makeContext } from "./make-context.ts";

export interface PageAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Becomes JSON. */
  body: object;
}

/** What a page of the console asks, answered by the operations themselves: no socket, no other clock than the page's. */
export interface PageServer {
  context: ApiContext;
  status(): ServerStatus;
  /** `address` is a path with its query; `body` the parsed one of a POST. Never rejects: errors are answers. */
  answer(address: string, body: unknown, method?: string): Promise<PageAnswer>;
  /** `GET /stream`. */
  openStream(sink: EventSink): void;
  close(): void;
}

/** Everything is in memory; `kernelDrops` is what the system tells of dropped datagrams, `reach` how apps come here. */
export function makePageServer(
  nowMs: () => number,
  kernelDrops: () => number | undefined,
  reach: () => ServerStatus["reach"] = () => ({ daemon: "127.0.0.1:2000" }),
): PageServer {
  const context = makeContext({ nowMs });
  const startedAtMs = nowMs();
  const status = (): ServerStatus =>
    toServerStatus({
      context,
      version: "0.0.0",
      startedAtMs,
      listeners: { daemonUdp: "127.0.0.1:2000", daemonTcp: "127.0.0.1:2000", api: "127.0.0.1:2001" },
      reach: reach(),
      receiveBufferBytes: 4 * 2 ** 20,
      kernelDrops,
    });
  const events = createEventStream({
    subscribe: (listener) => context.store.subscribe(listener),
    status,
    nowMs,
  });
  async function bodyOf(address: string, body: unknown, method: string): Promise<object> {
    const { pathname, searchParams } = new URL(address, "http://localhost");
    if (pathname === EXPORT_PATH && method === "DELETE")
      return clearTraces(searchParams, context.store, events);
    if (pathname === COMPATIBILITY_PATH) return readCompatibility(searchParams, context);
    if (pathname === LINKED_TRACES_PATH) return readLinkedTraces(searchParams, context);
    if (pathname === FIGURES_PATH) return readFigures(searchParams, context);
    const operation = OPERATIONS.get(pathname);
    if (operation === undefined) throw new Error(`No operation has the path ${pathname}`);
    return operation.invoke(body, { ...context, isImport: searchParams.has(IMPORT_FLAG) });
  }
  return {
    context,
    status,
    async answer(address, body, method = "GET") {
      const headers = { "content-type": "application/json", "x-amzn-requestid": context.newId() };
      try {
        return { status: 200, headers, body: await bodyOf(address, body, method) };
      } catch (error) {
        const answer = toErrorAnswer(error);
        return { ...answer, headers: { ...headers, ...answer.headers } };
      }
    },
    openStream: (sink) => events.open(sink),
    close: () => events.close(),
  };
}
