import { setTimeout as sleep } from "node:timers/promises";

/** Resolves when `url` answers with a status below 500; rejects when `signal` aborts or `timeoutMs` have passed. */
export async function waitUntilAnswers(url: string, signal: AbortSignal, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last = "no answer";
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]) });
      await response.body?.cancel();
      if (response.status < 500) return;
      last = `status ${response.status}`;
    } catch (error) {
      if (signal.aborted) throw error;
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(100, undefined, { signal });
  }
  throw new Error(`${url} did not answer within ${timeoutMs / 1000} s: ${last}`);
}
