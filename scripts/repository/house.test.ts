/** What the glossary and the style of CONTRIBUTING.md say, where no linter can hold it. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findFiles, root } from "./files.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const sources = findFiles("{backend,frontend,scripts,ui,xray}/**/*.{ts,tsx,mjs}").filter(
  (path) => path !== "scripts/repository/house.test.ts",
);

/** One file and one test an operation is easier to find than any room. */
const FLAT = new Set(["xray/local/src/api/operations"]);

test("a folder with many files has rooms in it", () => {
  const counts = new Map<string, number>();
  for (const path of sources) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  const crowded = [...counts].filter(([folder, count]) => count > 30 && !FLAT.has(folder));
  expect(crowded).toEqual([]);
});

test("no name in the code is a word that the glossary has replaced", () => {
  const replaced = /keeper|tally|tallies|ledger|while_?idle|\bpacer|keep_?bounds|\btake_?in\b|\btrouble/i;
  const found = sources.flatMap((path) =>
    read(path)
      .split("\n")
      .filter((line) => replaced.test(line.replaceAll(/(["'`])(?:\\.|(?!\1).)*\1|\/\/.*|^\s*\/?\*.*/g, "")))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test("the backend asks the pool and counts by itself, and reads nothing inside of pg", () => {
  const inside = /\b(?:activeQuery|queryQueue|_queryable|_connected|_clients|_idle|_pendingQueue)\b/;
  const found = sources.filter((path) => path.startsWith("backend/src/") && inside.test(read(path)));
  expect(found).toEqual([]);
});
