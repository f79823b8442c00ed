import { expect, test } from "vitest";
import { annotationComparisons, keyOf, typeProblem } from "./annotation-types.ts";
import { readFilter } from "./read-filter.ts";

const comparisonsOf = (text: string) => {
  const { expression } = readFilter(text);
  return expression === undefined ? [] : annotationComparisons(expression);
};
const problemOf = (text: string, values: readonly (string | number | boolean)[]) =>
  comparisonsOf(text).map((comparison) => typeProblem(comparison, values));

test("comparisons of annotations are found wherever they stand", () => {
  const text = 'fault AND (annotation.a = 1 OR !annotation[b.c] = "x") AND annotation.d AND user = "a"';
  expect(comparisonsOf(text).map(keyOf)).toEqual(["a", "b.c"]);
  expect(comparisonsOf("")).toEqual([]);
});

test.each([
  [
    'annotation.cached = "true"',
    [true, false],
    "annotation.cached is true or false, not text: write annotation.cached = true",
  ],
  [
    'annotation.cached != "False"',
    [true],
    "annotation.cached is true or false, not text: write annotation.cached != false",
  ],
  [
    'annotation.cached = "yes"',
    [true],
    'annotation.cached is true or false, not text: annotation.cached = "yes" matches nothing',
  ],
  [
    "annotation.cached = 1",
    [true],
    "annotation.cached is true or false, not a number: annotation.cached = 1 matches nothing",
  ],
  ['annotation.rows = "24"', [24], "annotation.rows is a number, not text: write annotation.rows = 24"],
  [
    "annotation.tier = true",
    ["true"],
    'annotation.tier is text, not true or false: write annotation.tier = "true"',
  ],
  [
    'annotation.rows CONTAINS "2"',
    [24],
    'annotation.rows is a number, not text: annotation.rows CONTAINS "2" matches nothing',
  ],
  ['annotation.cached = "true"', ["true", true], undefined],
  ['annotation.cached = "true"', [], undefined],
])("%s of values like %j", (text, values, problem) => {
  expect(problemOf(text, values)).toEqual([problem]);
});
