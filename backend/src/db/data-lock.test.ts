import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimDataLock } from "./data-lock.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "data-lock-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

test("a lock is given back", () => {
  const path = join(directory, "inner", "postgres.lock");
  const release = claimDataLock(path);
  expect(existsSync(path)).toBe(true);
  release();
  expect(existsSync(path)).toBe(false);
});

test("a lock of a process that is alive is respected, and the process named", () => {
  const path = join(directory, "postgres.lock");
  writeFileSync(path, String(process.ppid));
  expect(() => claimDataLock(path)).toThrow(`process ${process.ppid}`);
});

test.each([
  ["of a process that has ended", () => String(spawnSync(process.execPath, ["-e", ""]).pid)],
  ["without a process", () => ""],
])("a lock %s is taken over", (_what, content) => {
  const path = join(directory, "postgres.lock");
  writeFileSync(path, content());
  expect(() => claimDataLock(path)()).not.toThrow();
});
