import type * as fileSystem from "node:fs";
import { mkdtempSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryDirectory } from "./temporary-directory.ts";

const THEIRS = "xray-local-memory-999999998-theirs";

// Who may do everything, as in a container, is refused nothing.
vi.mock("node:fs", async (importOriginal) => {
  const fs = await importOriginal<typeof fileSystem>();
  return {
    ...fs,
    rmSync: (path: string, options: object) => {
      if (path.endsWith(THEIRS))
        throw Object.assign(new Error("EACCES"), { code: "EACCES", syscall: "rmdir" });
      fs.rmSync(path, options);
    },
  };
});

function inFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "xray-temporary-"));
  vi.stubEnv("TMPDIR", folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

test("what a killed process left is removed, and what another user's left stays without harm", () => {
  const folder = inFolder();
  for (const name of ["xray-local-memory-999999999-ours", THEIRS, "other"]) mkdirSync(join(folder, name));
  const directory = temporaryDirectory();
  expect(
    readdirSync(folder)
      .map((name) => join(folder, name))
      .toSorted(),
  ).toEqual([directory.path, join(folder, THEIRS), join(folder, "other")].toSorted());
  directory.remove();
  expect(readdirSync(folder).toSorted()).toEqual(["other", THEIRS]);
});

test("where no folder can be made, the setting that moves it is named", () => {
  const folder = inFolder();
  rmSync(folder, { recursive: true });
  expect(() => temporaryDirectory()).toThrow(
    `No temporary folder can be made in ${folder} (ENOENT). Set TMPDIR to a folder that can be written.`,
  );
});
