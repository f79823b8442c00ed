import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { buildPages } from "./build-pages.ts";

const installed = resolve(import.meta.dirname, "../../node_modules");
let root: string;
const cache = () => join(root, "cache");
const build = () => buildPages({ root, workspace: "some/page", sources: ["some/page"], cache: cache() });

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "build-"));
  mkdirSync(join(root, "some/page"), { recursive: true });
  symlinkSync(installed, join(root, "node_modules"), "dir");
});
beforeEach(() => {
  writeFileSync(join(root, "some/page/index.html"), "<!doctype html><p>first</p>");
  rmSync(cache(), { recursive: true, force: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("builds once for the same sources", () => {
  const first = build();
  expect(first.isNew).toBe(true);
  expect(readFileSync(join(first.directory, "index.html"), "utf8")).toContain("first");
  expect(build()).toEqual({ ...first, isNew: false });
  expect(readdirSync(cache())).toHaveLength(1);
});

it("leaves the pages of another start as they are when sources have changed", () => {
  const first = build();
  writeFileSync(join(root, "some/page/index.html"), "<!doctype html><p>second</p>");
  const second = build();
  expect(second.directory).not.toBe(first.directory);
  expect(readFileSync(join(first.directory, "index.html"), "utf8")).toContain("first");
  expect(readFileSync(join(second.directory, "index.html"), "utf8")).toContain("second");
});

it("forgets what no start has asked for in two weeks, and nothing of other workspaces", () => {
  const first = build();
  const old = new Date(Date.now() - 15 * 86_400_000);
  const other = join(cache(), "other-0123456789abcdef");
  cpSync(first.directory, other, { recursive: true });
  for (const directory of [first.directory, other]) utimesSync(directory, old, old);
  writeFileSync(join(root, "some/page/index.html"), "<!doctype html><p>second</p>");
  const second = build();
  expect(readdirSync(cache()).map((name) => join(cache(), name))).toEqual([other, second.directory]);
});

it("says what is wrong with a page that cannot be built, and leaves nothing half done", () => {
  writeFileSync(join(root, "some/page/index.html"), '<script type="module" src="./gone.js"></script>');
  expect(build).toThrow(/some\/page could not be built:[\s\S]*gone\.js/);
  expect(globSync("*", { cwd: cache() })).toEqual([]);
});
