import { describe, expect, test } from "vitest";
import { readWithProgress } from "./read-with-progress.ts";

const TYPE = { headers: { "content-type": "application/x-ndjson" } };
const BYTES = new TextEncoder();

/** As it comes over the wire: cut anywhere. */
function answerOf(parts: readonly string[], init: ResponseInit = TYPE): Response {
  const body = new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(BYTES.encode(part));
      controller.close();
    },
  });
  return new Response(body, init);
}

describe("an answer with progress", () => {
  test("tells how far it is, and ends with the answer, wherever it is cut", async () => {
    const text = '{"progress":{"counted":1,"of":2}}\n{"progress":{"counted":2,"of":2}}\n{"nowSec":1}\n';
    for (let at = 1; at < text.length; at += 7) {
      const told: number[] = [];
      const parts = [text.slice(0, at), text.slice(at)];
      const answer = await readWithProgress(answerOf(parts), ({ counted }) => told.push(counted));
      expect(answer).toEqual({ nowSec: 1 });
      expect(told).toEqual([1, 2]);
    }
  });

  test("that is plain JSON is read so", async () => {
    const answer = answerOf(['{"nowSec":', "1}"], { headers: { "content-type": "application/json" } });
    expect(await readWithProgress(answer, () => undefined)).toEqual({ nowSec: 1 });
  });

  test("that was cut off is none", async () => {
    const parts = ['{"progress":{"counted":1,"of":2}}\n', '{"nowSec"'];
    await expect(readWithProgress(answerOf(parts), () => undefined)).rejects.toThrow("cut off");
  });
});
