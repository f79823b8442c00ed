import type { IncomingMessage } from "node:http";
import { ApiError } from "../model/errors.ts";

/** A daemon sends at most 50 documents of 64 KB at once, which may double when they are escaped as JSON strings. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * For all requests that are being read or answered: a client can open thousands of connections and send each body
 * slowly. Eight of the largest bodies fit.
 */
const MAX_HELD_BYTES = 8 * MAX_BODY_BYTES;

/** The memory that request bodies, unpacked bodies and what is made of them may take in one server. */
export interface BodyBudget {
  /** Charges the request; false, with nothing charged, when there is no room. */
  hold(request: IncomingMessage, bytes: number): boolean;
  /** Call it when the request is answered: until then it holds its memory. */
  release(request: IncomingMessage): void;
  /**
   * Waits for this request's turn to have its body unpacked and read, and resolves with a function that ends the turn.
   * A small body can for a moment become a hundred times as large, so only one is read at a time; that costs nothing,
   * as one thread reads anyway.
   */
  takeTurn(): Promise<() => void>;
}

export function createBodyBudget(maxBytes = MAX_HELD_BYTES): BodyBudget {
  const heldBy = new WeakMap<IncomingMessage, number>();
  let heldBytes = 0;
  let lastTurn = Promise.resolve();
  return {
    hold(request, bytes) {
      if (heldBytes + bytes > maxBytes) return false;
      heldBytes += bytes;
      heldBy.set(request, (heldBy.get(request) ?? 0) + bytes);
      return true;
    },
    release(request) {
      heldBytes -= heldBy.get(request) ?? 0;
      heldBy.delete(request);
    },
    async takeTurn() {
      const turn = Promise.withResolvers<void>();
      const before = lastTurn;
      lastTurn = turn.promise;
      await before;
      return turn.resolve;
    },
  };
}

export function tooManyLargeRequests(): ApiError {
  return new ApiError("ThrottledException", "Too many large requests at once; send this one again later.");
}
