import { expect, test } from "vitest";
import type { DatabaseHandle } from "../db/database.ts";
import { silentSteps } from "../tracing/tracing.ts";
import { lockCrosswise, waitBehindReport } from "./row-locks.ts";

/** A database whose statement `failing` fails; counts connections that are taken and given back. */
function makeDatabase(failing: string) {
  const released: (boolean | undefined)[] = [];
  let taken = 0;
  const query = async ({ name }: { name: string }) => {
    if (name === failing) throw new Error(`${name} failed`);
    return [];
  };
  const database = {
    query,
    connection: () => {
      taken += 1;
      return { query, release: (isInTransaction?: boolean) => void released.push(isInTransaction) };
    },
  } as unknown as DatabaseHandle;
  return { database, taken: () => taken, released };
}

test.each(["begin", "lock-activity", "lock-user", "commit"])(
  "two transactions give their connections back when %s fails",
  async (failing) => {
    const { database, taken, released } = makeDatabase(failing);
    const locked = lockCrosswise({ database, steps: silentSteps }, "uuid", "worf");
    await expect(locked).rejects.toThrow(`${failing} failed`);
    expect(taken()).toBe(2);
    expect(released).toHaveLength(2);
  },
);

test.each(["begin", "lock-activity", "report-likes", "find-blockers", "commit"])(
  "a report gives its connection back, closed, when %s fails",
  async (failing) => {
    const { database, released } = makeDatabase(failing);
    const waited = waitBehindReport({ database, steps: silentSteps }, "uuid", async () => "liked");
    await expect(waited).rejects.toThrow(`${failing} failed`);
    expect(released).toEqual([true]);
  },
);

test("what waited behind the report is answered, and its own failure too", async () => {
  const { database, released } = makeDatabase("");
  const locks = { database, steps: silentSteps };
  expect(await waitBehindReport(locks, "uuid", async () => "liked")).toBe("liked");
  const failure = waitBehindReport(locks, "uuid", () => Promise.reject(new Error("not liked")));
  await expect(failure).rejects.toThrow("not liked");
  expect(released).toEqual([false, false]);
});
