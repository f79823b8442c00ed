import { expect, test } from "vitest";
import { createBackgroundScheduler, createScheduler } from "./scheduler.ts";
import type { Scheduler } from "./scheduler.ts";

const { signal } = new AbortController();

async function work(scheduler: Scheduler, slices: number): Promise<void> {
  for (let slice = 0; slice < slices; slice += 1) {
    while (!scheduler.isDue()) continue;
    await scheduler.yield();
  }
}

test("background work waits until an answer is there that is being worked on", async () => {
  const ended: string[] = [];
  const answer = work(createScheduler(signal), 6).then(() => ended.push("answer"));
  const background = work(createBackgroundScheduler(signal, 1), 1).then(() => ended.push("background"));
  await Promise.all([answer, background]);
  expect(ended).toEqual(["answer", "background"]);
});

test("work ends when the caller has hung up", async () => {
  const gone = AbortSignal.abort();
  await expect(work(createScheduler(gone), 1)).rejects.toThrow(/abort/i);
  await expect(work(createBackgroundScheduler(gone, 0), 1)).rejects.toThrow(/abort/i);
});
