/** The linter holds what the READMEs say of who may import whom: files that break it are linted in a folder of their own. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findFiles, root } from "./files.ts";

const OXLINT = join(root, "node_modules/oxlint/bin/oxlint");

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "boundaries-"));
  copyFileSync(join(root, ".oxlintrc.json"), join(directory, ".oxlintrc.json"));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** What the linter says of a file with this text in this place, with others beside it. */
function lint(path: string, text: string, others: Readonly<Record<string, string>> = {}): string {
  const files = Object.entries({ [path]: text, ...others });
  for (const [name, content] of files) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), `${content}\n`);
  }
  const { stdout, stderr } = spawnSync(process.execPath, [OXLINT, path], {
    cwd: directory,
    encoding: "utf8",
  });
  for (const [name] of files) rmSync(join(directory, name));
  expect(stderr).toBe("");
  return stdout;
}

const importing = (name: string, from: string) =>
  `import { ${name} } from "${from}";\nexport const used = ${name};`;
const importingType = (name: string, from: string) =>
  `import type { ${name} } from "${from}";\nexport type Used = ${name};`;

const reading = 'export const home = process.env["HOME"];';

describe("one file of each program reads the environment, and the linter", () => {
  test.each([
    "backend/bench/measure.ts",
    "frontend/server/config.ts",
    "playwright.config.ts",
    "scripts/load/main.ts",
    "scripts/start/settings.ts",
    "ui/src/tone.ts",
    "xray/console/src/views.ts",
    "xray/local/src/config.ts",
  ])("keeps it out of %s", (path) => expect(lint(path, reading)).toContain("no-process-env"));

  test.each([
    "const { env } = process;\nexport const home = env.HOME;",
    'export const home = process["env"].HOME;',
    "export const home = globalThis.process.env.HOME;",
    "export const { env } = globalThis.process;",
    "const { process: system } = globalThis;\nexport const home = system.env.HOME;",
  ])("keeps it out however it is read: %j", (text) =>
    expect(lint("xray/local/src/config.ts", text)).toContain("no-restricted-properties"),
  );

  test("no file takes the environment from node:process, or all of process, past the linter", () => {
    const around =
      /from "(?:node:)?process"|import\("(?:node:)?process"\)|\.\.\.\w+ \} = process\b|\w+ = process;/;
    const found = findFiles("**/*.{ts,tsx,mjs}")
      .filter((path) => !/\.test\.tsx?$/.test(path))
      .filter((path) => around.test(readFileSync(join(root, path), "utf8")));
    expect(found).toEqual([]);
  });

  test.each(["frontend/server/main.ts", "scripts/e2e/environment.ts", "xray/local/src/main.ts"])(
    "lets %s read it",
    (path) => expect(lint(path, reading)).toContain("Found 0 warnings and 0 errors"),
  );
});

describe("the linter finds a circle of imports", () => {
  test.each(["backend/src", "frontend/src", "scripts/start", "ui/src", "xray/console/src", "xray/local/src"])(
    "of types alone in %s",
    (folder) => {
      const text = `import type { Two } from "./two.ts";\nexport type One = Two[];`;
      const other = `import type { One } from "./one.ts";\nexport type Two = One[];`;
      const path = join(folder, "one.ts");
      expect(lint(path, text, { [join(folder, "two.ts")]: other })).toContain("no-cycle");
    },
  );
});

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
