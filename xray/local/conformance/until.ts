import { setTimeout as sleep } from "node:timers/promises";

const BETWEEN_TRIES_MS = 100;

/**
 * Tries again until `attempt` does not reject; after `withinMs` rejects with its last error. For what a client does in
 * its own time, without telling.
 */
export async function until<T>(attempt: () => Promise<T>, withinMs = 10_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(BETWEEN_TRIES_MS);
    }
  }
}
