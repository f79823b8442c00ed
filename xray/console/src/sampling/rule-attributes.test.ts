import { expect, test } from "vitest";
import { formatRuleAttributes, parseRuleAttributes } from "./rule-attributes.ts";

test("lines become attributes and back", () => {
  const { attributes, problem } = parseRuleAttributes(" load = 1 \n\nquery=a=b*\n");
  expect(problem).toBeUndefined();
  expect(attributes).toEqual({ load: "1", query: "a=b*" });
  expect(formatRuleAttributes(attributes)).toBe("load=1\nquery=a=b*");
  expect(parseRuleAttributes("").attributes).toEqual({});
});

test.each([
  ["load", "“load” is not key=value"],
  ["=1", "“=1” is not key=value"],
  ["load=", "“load=” is not key=value"],
  ["a=1\na=2", "a stands there twice"],
  [`a=${"x".repeat(33)}`, "a: a key and a value have at most 32 characters"],
  ["a=1\nb=1\nc=1\nd=1\ne=1\nf=1", "A rule has at most 5 attributes"],
])("%j: %s", (text, problem) => expect(parseRuleAttributes(text).problem).toBe(problem));
