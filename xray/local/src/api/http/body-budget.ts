import type { IncomingMessage } from "node:http";
import { ApiError } from "../model/errors.ts";

/** A daemon sends at most 50 documents of 64 KB at once; escaped as JSON strings they may double. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Of all requests that are being read or answered, together: a client can open thousands of connections, and each may
 * bring its body slowly. Eight of the largest fit.
 */
const MAX_HELD_BYTES = 8 * MAX_BODY_BYTES;

/** What request bodies, unpacked ones, and what is made of them may take together, of one server. */
export interface BodyBudget {
  /** Charges the request; false, with nothing charged, when there is no room. */
  hold(request: IncomingMessage, bytes: number): boolean;
  /** To be called when the request is answered: what it holds counts until then. */
  release(request: IncomingMessage): void;
  /**
   * Waits until it is this request's turn to have its body unpacked and read, and answers what ends the turn. A small
   * body can become a hundred times as much for a moment, so no two are read at once; as reading is work of one thread
   * anyhow, that costs no time.
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
