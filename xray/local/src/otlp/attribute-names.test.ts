import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import * as names from "./attribute-names.ts";
import { RESOURCE_PLACES } from "./resource-places.ts";

/** Texts anywhere in tables of names. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

it("each attribute is named in one place, which both directions read", () => {
  const named = new Set(
    [...textsOf(names), ...textsOf(RESOURCE_PLACES)].filter((text) => text.includes(".")),
  );
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !/\.test\.ts$|testing|attribute-names|resource-places/.test(path),
  );
  expect(sources.length).toBeGreaterThan(20);
  const again = sources.flatMap((path) => {
    const text = readFileSync(join(import.meta.dirname, path), "utf8");
    return [...text.matchAll(/["`]([\w.-]+)["`]/g)]
      .map(([, literal = ""]) => literal)
      .filter((literal) => named.has(literal) && !/^\s*\*|\/\//.test(lineOf(text, literal)))
      .map((literal) => `${path}: ${literal}`);
  });
  expect(again).toEqual([]);
});

/** The first line with this literal in double quotes; empty where it is only in comments. */
function lineOf(text: string, literal: string): string {
  return text.split("\n").find((line) => line.includes(`"${literal}"`)) ?? "//";
}
