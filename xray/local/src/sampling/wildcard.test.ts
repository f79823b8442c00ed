import { assert, property, string, stringMatching } from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesWildcard } from "./wildcard.ts";

describe("matchesWildcard", () => {
  it.each([
    ["*", "", true],
    ["*", "anything", true],
    ["", "", true],
    ["", "a", false],
    ["?", "", false],
    ["?", "a", true],
    ["?", "ab", false],
    ["backend-flask", "backend-flask", true],
    ["Backend-Flask", "backend-FLASK", true],
    ["backend", "backend-flask", false],
    ["backend-*", "backend-flask", true],
    ["*flask", "backend-flask", true],
    ["*kend-f?ask", "backend-flask", true],
    ["*end*end*", "backend-to-frontend", true],
    ["*end*end", "backend-to-frontends", false],
    ["/api/move/*", "/api/move/up?fast=1", true],
    ["/api/move/*", "/api/mov", false],
    ["*.*.com", "www.example.com", true],
    ["**a", "bca", true],
    ["a*?c", "abc", true],
    ["a*?c", "ac", false],
    ["[a-z]+", "abc", false],
  ])("%j over %j: %j", (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  it("agrees with a regular expression", () => {
    assert(
      property(stringMatching(/^[ab*?]{0,8}$/), stringMatching(/^[ab]{0,10}$/), (pattern, text) => {
        const source = pattern.replaceAll("*", ".*").replaceAll("?", ".");
        expect(matchesWildcard(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
      }),
    );
  });

  it("covers any text with itself, whatever the case", () => {
    assert(
      property(string(), (text) => {
        const literal = text.replaceAll(/[*?]/g, "x");
        expect(matchesWildcard(literal.toUpperCase(), literal.toUpperCase())).toBe(true);
      }),
    );
  });

  it("does not explode on a pattern that backtracks", () => {
    const pattern = `${"*a".repeat(200)}b`;
    expect(matchesWildcard(pattern, "a".repeat(500))).toBe(false);
  });
});
