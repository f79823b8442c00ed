import type { ServerStatus } from "../../console-wire/server-status.ts";
import type { ServerContext } from "../context.ts";
import type { Operation } from "../model/operation.ts";
import type { BodyBudget } from "./body-budget.ts";
import type { EventStream } from "./event-stream.ts";

/** What a server answers from. */
export interface ServerParts {
  operations: ReadonlyMap<string, Operation>;
  context: ServerContext;
  status(): ServerStatus;
  /** Built files of the console. */
  consoleDirectory: string;
  /** Host names that are served besides loopback names and addresses; `*` for any. */
  allowedHosts: readonly string[];
  logError(message: string, error: unknown): void;
}

/** With what its requests share. */
export interface HandlerParts extends ServerParts {
  events: EventStream;
  budget: BodyBudget;
  /** A client that takes nothing of its answer for so long is gone. */
  takeMs: number;
}
