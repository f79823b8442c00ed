import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findFiles, root } from "./files.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface Manifest {
  license?: string;
  workspaces?: readonly string[];
  dependencies?: Readonly<Record<string, string>>;
}
const readManifest = (folder: string): Manifest => JSON.parse(read(join(folder, "package.json"))) as Manifest;
const manifest = readManifest(".");
const nodeVersion = manifest.dependencies?.["node"] ?? "";

it("names the licence in every workspace", () => {
  expect(read("LICENSE")).toContain("Apache License\n                           Version 2.0");
  const licences = [".", ...(manifest.workspaces ?? [])].map((folder) => readManifest(folder).license);
  expect(new Set(licences)).toEqual(new Set(["Apache-2.0"]));
});

it("gives version managers the Node that the scripts run on", () => {
  expect(read(".node-version").trim()).toBe(nodeVersion);
});

it("builds images on the same major version of Node", () => {
  const images = findFiles("**/Dockerfile").flatMap((path) =>
    [...read(path).matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => major),
  );
  expect(new Set(images)).toEqual(new Set([nodeVersion.split(".")[0]]));
});
