/** The linter holds what the READMEs say of who may import whom: files that break it are linted in a folder of their own. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./files.ts";

const OXLINT = join(root, "node_modules/oxlint/bin/oxlint");

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "boundaries-"));
  copyFileSync(join(root, ".oxlintrc.json"), join(directory, ".oxlintrc.json"));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** What the linter says of a file with this text in this place. */
function lint(path: string, text: string): string {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
  const { stdout, stderr } = spawnSync(process.execPath, [OXLINT, path], {
    cwd: directory,
    encoding: "utf8",
  });
  rmSync(file);
  expect(stderr).toBe("");
  return stdout;
}

const importing = (name: string, from: string) =>
  `import { ${name} } from "${from}";\nexport const used = ${name};`;
const importingType = (name: string, from: string) =>
  `import type { ${name} } from "${from}";\nexport type Used = ${name};`;

describe("the backend's linter refuses", () => {
  test.each([
    ["the database in routes", "src/users/routes.ts", importingType("Database", "../db/database.ts")],
    ["statements elsewhere", "src/users/profile.ts", importing("statement", "../db/statement.ts")],
    ["the driver elsewhere", "src/users/profile.ts", importing("Pool", "pg")],
    ["HTTP in repositories", "src/users/repository.ts", importing("HttpError", "../http/errors.ts")],
    ["tracing in repositories", "src/users/repository.ts", importing("noTracing", "../tracing/tracing.ts")],
    ["the app in db/", "src/db/pool.ts", importing("HttpError", "../http/errors.ts")],
    ["the app in daemon/", "src/daemon/socket.ts", importing("HttpError", "../http/errors.ts")],
    ["the SDK outside of tracing/", "src/users/profile.ts", importingType("Segment", "aws-xray-sdk-core")],
    [
      "the SDK outside of tracing/sdk/",
      "src/tracing/steps.ts",
      importingType("Segment", "aws-xray-sdk-core"),
    ],
    ["the app in tracing/sdk/", "src/tracing/sdk/load.ts", importing("HttpError", "../../http/errors.ts")],
    ["the environment elsewhere", "src/users/profile.ts", 'export const home = process.env["HOME"];'],
  ])("%s", (_what, path, text) => {
    expect(lint(join("backend", path), text)).toMatch(/no-restricted-imports|no-process-env/);
  });

  test.each([
    ["routes", "src/users/routes.ts", importing("HttpError", "../http/errors.ts")],
    ["repositories", "src/users/repository.ts", importing("statement", "../db/statement.ts")],
    ["db/", "src/db/pool.ts", importingType("Config", "../config/config.ts")],
    ["tracing/sdk/", "src/tracing/sdk/load.ts", importingType("Segment", "aws-xray-sdk-core")],
    ["the environment", "src/config/environment.ts", 'export const home = process.env["HOME"];'],
  ])("nothing that belongs into %s", (_what, path, text) => {
    expect(lint(join("backend", path), text)).toContain("Found 0 warnings and 0 errors");
  });
});
