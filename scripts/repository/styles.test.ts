/** Tests of pages leave styles out, so that a sheet that was moved is missed by the build alone. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { findFiles, root } from "./files.ts";

it("style sheets that others import, and files that they show, are there", () => {
  const sheets = findFiles("**/*.css");
  expect(sheets.length).toBeGreaterThan(20);
  const missing = sheets.flatMap((sheet) =>
    [...readFileSync(join(root, sheet), "utf8").matchAll(/(?:@import\s+|url\()["']?(\.{1,2}\/[^"')]+)/g)]
      .map(([, path = ""]) => path)
      .filter((path) => !existsSync(join(root, dirname(sheet), path)))
      .map((path) => `${sheet}: ${path}`),
  );
  expect(missing).toEqual([]);
});

it("style sheets that components import are there", () => {
  const missing = findFiles("{xray/console,frontend,ui}/**/*.{ts,tsx}").flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/^import "(\.{1,2}\/[^"]+\.css)";$/gm)]
      .map(([, path = ""]) => path)
      .filter((path) => !existsSync(join(root, dirname(file), path)))
      .map((path) => `${file}: ${path}`),
  );
  expect(missing).toEqual([]);
});
