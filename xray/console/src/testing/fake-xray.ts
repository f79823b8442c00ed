import { act } from "@testing-library/react";
import { vi } from "vitest";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import type { PageServer } from "xray-local/testing/make-page-server.ts";
import { makePageServer } from "xray-local/testing/make-page-server.ts";
import { passTime } from "./clock.ts";
import { makeEventSource } from "./fake-event-source.ts";
import type { FakeStream } from "./fake-event-source.ts";

/** Longer than the server waits before it announces new traces. */
const TOLD_MS = 150;

/** The server of the page: its own operations in this process, behind a fetch and an EventSource. */
export interface FakeXray {
  server: PageServer;
  /** Ingests segment documents as if a daemon had sent them, and waits until the page was told. */
  receive: (...documents: readonly (object | string)[]) => Promise<void>;
  /** Calls an operation as another client would. */
  call: (path: string, input: object) => Promise<object>;
  /** The inputs of all calls of a path, oldest first. */
  calls: (path: string) => readonly object[];
  /** Answers a path with this instead, until the returned function is called. */
  answerInstead: (path: string, answer: () => Response | Promise<Response>) => () => void;
  /** Holds the answers of a path back, until the returned function is called. */
  hold: (path: string) => () => Promise<void>;
  /** How many calls were made, and how many of them are being answered; calls that are held back are in neither. */
  progress: () => { asked: number; open: number };
  /** Sets how many datagrams the kernel has dropped since the start; undefined where the platform does not tell. */
  dropInKernel: (count: number | undefined) => void;
  /** The server's clock is so many milliseconds ahead of the page's. */
  putClockAhead: (ms: number) => void;
  /** Sets how apps reach the server, and what runs beside it. */
  reachBy: (reach: ServerStatus["reach"]) => void;
  /** The server stops answering, and its streams break. */
  goAway: () => Promise<void>;
  comeBack: () => Promise<void>;
  close: () => void;
}

/**
 * With a body that is read at once: a stream, as in other responses, would bring it some turns of the event loop later.
 */
function jsonAnswer(body: object, init: ResponseInit): Response {
  const text = JSON.stringify(body);
  return Object.assign(new Response(text, init), { json: async (): Promise<unknown> => JSON.parse(text) });
}

/** An error in the form of the API. */
export function errorAnswer(status: number, code: string, message: string): Response {
  const headers = { "x-amzn-errortype": code, "x-amzn-requestid": "r-1" };
  return jsonAnswer({ __type: code, Message: message }, { status, headers });
}

export function startFakeXray(): FakeXray {
  let reach: ServerStatus["reach"] = {
    daemon: "127.0.0.1:2000",
    app: { pageUrl: "http://localhost:3000", requestUrl: "http://localhost:5000/api/activities/home" },
  };
  let kernelDrops: number | undefined = 0;
  let aheadMs = 0;
  const server = makePageServer(
    () => Date.now() + aheadMs,
    () => kernelDrops,
    () => reach,
  );
  const calls: { path: string; input: object }[] = [];
  const instead = new Map<string, () => Response | Promise<Response>>();
  const held = new Map<string, Promise<void>>();
  const sources = new Set<FakeStream>();
  let isAway = false;
  const progress = { asked: 0, open: 0 };

  async function answer(address: string, init: RequestInit = {}): Promise<Response> {
    const path = address.replace(/\?.*$/, "");
    const input: unknown = typeof init.body === "string" ? JSON.parse(init.body) : {};
    calls.push({ path, input: Object(input) as object });
    await held.get(path);
    progress.asked += 1;
    progress.open += 1;
    try {
      return await respond(address, input, init);
    } finally {
      progress.open -= 1;
    }
  }

  async function respond(
    address: string,
    input: unknown,
    { signal, method }: RequestInit,
  ): Promise<Response> {
    if (signal?.aborted === true) throw new DOMException("aborted", "AbortError");
    if (isAway) throw new TypeError("Failed to fetch");
    const other = instead.get(address.replace(/\?.*$/, ""));
    if (other !== undefined) return other();
    const { status, headers, body } = await server.answer(address, input, method);
    return jsonAnswer(body, { status, headers });
  }

  const isReachable = (): boolean => !isAway;
  vi.stubGlobal("fetch", answer);
  vi.stubGlobal("EventSource", makeEventSource({ server, sources, isReachable }));
  return {
    server,
    receive: async (...documents) => {
      const texts = documents.map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
      await act(() => server.context.store.put(texts));
      await passTime(TOLD_MS);
    },
    call: async (path, input) => {
      const { status, body } = await server.answer(path, input);
      if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
      return body;
    },
    calls: (path) => calls.filter((call) => call.path === path).map(({ input }) => input),
    answerInstead: (path, other) => {
      instead.set(path, other);
      return () => void instead.delete(path);
    },
    hold: (path) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(path, promise);
      return async () => {
        held.delete(path);
        resolve();
        await passTime(0);
      };
    },
    progress: () => ({ ...progress }),
    reachBy: (next) => {
      reach = next;
    },
    putClockAhead: (ms) => {
      aheadMs = ms;
    },
    dropInKernel: (count) => {
      kernelDrops = count;
    },
    goAway: async () => {
      isAway = true;
      await act(async () => {
        for (const source of sources) source.fail();
      });
    },
    comeBack: async () => {
      isAway = false;
      await act(async () => {
        for (const source of sources) source.connect();
      });
      await passTime(0);
    },
    close: () => server.close(),
  };
}
