import { expect, test } from "vitest";
import { RowPool } from "./row-pool.ts";

test("rows that came back are given out again, but not while somebody may have noted them down", () => {
  const pool = new RowPool();
  expect([pool.take(), pool.take()]).toEqual([0, 1]);
  pool.give(0);
  const letGo = pool.hold();
  const letGoToo = pool.hold();
  expect(pool.take()).toBe(2);
  letGo();
  letGo();
  expect(pool.take()).toBe(3);
  letGoToo();
  expect([pool.take(), pool.take()]).toEqual([0, 4]);
});
