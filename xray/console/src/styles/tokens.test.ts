import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";

const require = createRequire(import.meta.url);
const SHEETS = [require.resolve("shared-ui/tokens.css"), new URL("tokens.css", import.meta.url)];
const THEMES = ["light", "dark"] as const;

type Theme = (typeof THEMES)[number];
type Colour = readonly [red: number, green: number, blue: number, alpha: number];

interface Token {
  name: string;
  light: Colour;
  dark: Colour;
  /** Contrasts on --bg that the comment behind it says, light and dark. */
  said: readonly number[];
}

const TOKENS = new Map(
  SHEETS.flatMap((sheet) => readTokens(readFileSync(sheet, "utf8"))).map((token) => [token.name, token]),
);
const GROUNDS = ["bg", "surface-1", "surface-2"];
/** Text, and lines that stand for something. */
const INKS = ["ink-1", "ink-2", "ink-3", "accent-ink", "error-ink", "throttle-ink", "fault-ink", "ok-ink"];
const MARKS = [
  "ok",
  "error",
  "throttle",
  "fault",
  "browser",
  "service",
  "database",
  "remote",
  "dot",
  "line-3",
];

/** `--name: light-dark(#…, #…); /* 6.0 / 11.1` */
function readTokens(sheet: string): readonly Token[] {
  const declarations = /--([\w-]+): light-dark\((#[0-9a-f]{6,8}), (#[0-9a-f]{6,8})\);([^\n]*)/g;
  return [...sheet.matchAll(declarations)].map(([, name = "", light = "", dark = "", comment = ""]) => ({
    name,
    light: readColour(light),
    dark: readColour(dark),
    said: (/([\d.]+) \/ +([\d.]+)/.exec(comment)?.slice(1) ?? []).map(Number),
  }));
}

function readColour(hex: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 255] = (hex.slice(1).match(/../g) ?? []).map((pair) =>
    Number.parseInt(pair, 16),
  );
  return [red, green, blue, alpha / 255];
}

function colourOf(name: string, theme: Theme): Colour {
  const token = TOKENS.get(name);
  if (token === undefined) throw new Error(`no token --${name}`);
  return token[theme];
}

/** A colour that lets some of its ground through, as it looks. */
function over([red, green, blue, alpha]: Colour, ground: Colour): Colour {
  const mix = (above: number, below: number) => above * alpha + below * (1 - alpha);
  return [mix(red, ground[0]), mix(green, ground[1]), mix(blue, ground[2]), 1];
}

/** WCAG 2.2, relative luminance. */
function luminance([red, green, blue]: Colour): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** WCAG 2.2, contrast ratio. */
function contrast(a: Colour, b: Colour): number {
  const [lighter, darker] = [luminance(a), luminance(b)].toSorted((one, other) => other - one);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

test("the sheets are read", () => {
  expect(TOKENS.size).toBeGreaterThan(25);
});

describe.each(THEMES)("in the %s theme", (theme) => {
  test.each(INKS)("--%s can be read on every ground", (ink) => {
    for (const ground of GROUNDS) {
      expect(contrast(colourOf(ink, theme), colourOf(ground, theme)), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("the quietest ink can be read on what is pressed", () => {
    expect(contrast(colourOf("ink-3", theme), colourOf("surface-3", theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(MARKS)("--%s can be seen on every ground", (mark) => {
    for (const ground of GROUNDS) {
      expect(contrast(colourOf(mark, theme), colourOf(ground, theme)), ground).toBeGreaterThanOrEqual(3);
    }
  });

  test.each([
    ["fault", "fault-wash"],
    ["fault-ink", "fault-wash"],
    ["accent-ink", "accent-wash"],
    ["ink-1", "accent-wash"],
    ["ink-3", "accent-wash"],
  ])("--%s stands out on --%s", (name, wash) => {
    for (const ground of ["bg", "surface-1"]) {
      const washed = over(colourOf(wash, theme), colourOf(ground, theme));
      expect(contrast(colourOf(name, theme), washed), ground).toBeGreaterThanOrEqual(
        name === "fault" ? 3 : 4.5,
      );
    }
  });
});

const SAID = [...TOKENS.values()].filter(({ said }) => said.length === 2);

test.each(SAID.map((token) => [token.name, token] as const))(
  "the contrast that the sheet says of --%s is what it has",
  (_name, token) => {
    const measured = THEMES.map((theme) => contrast(token[theme], colourOf("bg", theme)));
    expect(Math.abs((measured[0] ?? 0) - (token.said[0] ?? 0))).toBeLessThanOrEqual(0.15);
    expect(Math.abs((measured[1] ?? 0) - (token.said[1] ?? 0))).toBeLessThanOrEqual(0.15);
  },
);

test("no outcome looks like another, nor like the accent, in either theme", () => {
  const names = ["ok", "error", "throttle", "fault", "accent-ink"];
  for (const theme of THEMES) {
    const colours = names.map((name) => colourOf(name, theme).join(" "));
    expect(new Set(colours).size).toBe(names.length);
  }
});
