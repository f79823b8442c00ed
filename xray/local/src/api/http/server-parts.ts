import type { ServerStatus } from "../../console-wire/server-status.ts";
import type { ServerContext } from "../context.ts";
import type { Operation } from "../model/operation.ts";
import type { BodyBudget } from "./body-budget.ts";
import type { EventStream } from "./console/event-stream.ts";

/** What a server needs to answer. */
export interface ServerParts {
  operations: ReadonlyMap<string, Operation>;
  context: ServerContext;
  status(): ServerStatus;
  /** The folder with the built files of the console. */
  consoleDirectory: string;
  /** Host names that are served in addition to loopback names and addresses; `*` for any. */
  allowedHosts: readonly string[];
  logError(message: string, error: unknown): void;
}

/** The parts, and what all requests share. */
export interface HandlerParts extends ServerParts {
  events: EventStream;
  budget: BodyBudget;
  /** A client that reads nothing of its answer for this long is gone. */
  takeMs: number;
}
