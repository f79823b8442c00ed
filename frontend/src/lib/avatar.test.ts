import { expect, it } from "vitest";
import { hueOf, initialsOf } from "./avatar.ts";

it.each([
  ["Andrew Brown", "AB"],
  ["Bayko", "B"],
  ["  londo   mollari jr", "LM"],
  ["Élodie (she) Ümit", "ÉS"],
  ["𝒜da 🔥 Byron", "𝒜B"],
  ["🔥", "?"],
  ["", "?"],
])("the initials of %j are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it("gives the seeded users hues that can be told apart", () => {
  const hues = ["andrewbrown", "altbrown", "bayko", "londo", "worf", "garek"]
    .map(hueOf)
    .sort((a, b) => a - b);
  const gaps = hues.map((hue, index) => ((hues[(index + 1) % hues.length] ?? 0) - hue + 360) % 360);
  expect(Math.min(...gaps)).toBeGreaterThan(20);
});

it("keeps the hue of a handle", () => {
  expect(hueOf("andrewbrown")).toBe(298);
});
