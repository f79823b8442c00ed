import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { QueryObserver } from "../db/observer.ts";

/** What the app needs of tracing. Only this folder knows how it is done, and no error of tracing leaves this folder. */
export interface Tracing {
  /** Opens the segment of a request; it is sent when the answer has gone out and all steps have ended. */
  openSegment: RequestHandler;
  /** Records the exception of a fault in the segment, and passes the error on. Goes before the error handler. */
  recordError: ErrorRequestHandler;
  /** The user of the request, by which traces can be found. */
  setUser(response: Response, handle: string): void;
  /**
   * Makes each statement a step of the request that runs it. `databaseUrl`: the database; its password is not recorded.
   */
  observeQueries(databaseUrl: string): QueryObserver;
  /** Sends the segment document of somebody else, the page, to the daemon. At most `MAX_DOCUMENT_BYTES`. */
  sendDocument(document: string): void;
  /** Sends what is still waiting. */
  close(): Promise<void>;
}

/** Parts of the current request. */
export interface Steps {
  beginStep: (name: string) => Step;
  /** Calls another service; `service` is its name on the trace map. */
  fetch: (service: string, url: string, init?: RequestInit) => Promise<globalThis.Response>;
}

/** Each must be ended once. */
export interface Step {
  /** `undefined` where nothing is recorded. */
  traceId: string | undefined;
  annotate(key: string, value: string | number | boolean): void;
  end(error?: Error): void;
}

/** For TRACING=off: the SDK is not even loaded. */
export const noTracing: Tracing = {
  openSegment: (_request, _response, next) => next(),
  recordError: (error, _request, _response, next) => next(error),
  setUser: () => undefined,
  observeQueries: () => silentObserver,
  sendDocument: () => undefined,
  close: async () => undefined,
};

/** Records nothing. */
export const silentStep: Step = { traceId: undefined, annotate: () => undefined, end: () => undefined };

/** Records nothing. */
export const silentObserver: QueryObserver = {
  begin: () => silentRecord,
};

export const silentRecord = { connected: () => undefined, ended: () => undefined };

/** Records nothing. */
export const silentSteps: Steps = {
  beginStep: () => silentStep,
  fetch: (_service, url, init) => fetch(url, init),
};
