import { describe, expect, test } from "vitest";
import type { Difference } from "xray-local/console-wire/figures.ts";
import {
  conditionWords,
  conditionsWords,
  fieldLabel,
  valueWords,
  verbPhrase,
  wholeValue,
} from "./field-words.ts";
import { parseConditions } from "./set-text.ts";
import {
  alikeSentence,
  differenceNote,
  differenceSentence,
  fewWords,
  formatPoints,
  headlines,
  jointGain,
  setNames,
} from "./sets-verdict.ts";
import { readSetsView } from "./sets-view.ts";

const NONE: ReadonlySet<Difference["field"]> = new Set();
const SPACE = "\u00a0";

function makeDifference(
  field: Difference["field"],
  value: string,
  shares: Difference["shares"] = [1, 0],
  rest: Partial<Difference> = {},
): Difference {
  return { field, value, shares, counts: [shares[0] * 100, shares[1] * 100], values: [], ...rest };
}
const namesOf = (address: string) => setNames(readSetsView(new URLSearchParams(address)));

describe("a value in words", () => {
  test.each([
    ["user", "", "(none)", ""],
    ["user", "a of b", "a of b", ""],
    ["service", "pg|Database::SQL", "pg", "Database::SQL"],
    ["service", "web", "web", ""],
    ["version", "2.4.1 of checkout", "2.4.1", "of checkout"],
    ["version", "3 of the best of cart|AWS::Lambda", "3 of the best", "of cart"],
    ["version", "2.4.1", "2.4.1", ""],
    ["exception", "E: a (b) c (f x.ts:1)", "E: a (b) c", "f x.ts:1"],
    ["exception", "E: two\nlines (pay|AWS::Lambda)", "E: two\nlines", "pay"],
    ["exception", "E: bare", "E: bare", ""],
    ["statement", "sql pg|Database::SQL SELECT a FROM stock", "select stock", "pg"],
    ["statement", "sql pg|Database::SQL ;", ";", "pg"],
    ["awsCall", "aws dynamodb|AWS::DynamoDB carts GetItem", "carts GetItem", "dynamodb"],
    ["remoteCall", "nonsense", "nonsense", ""],
  ] as const)("of %s, %j: %j and %j", (field, value, words, note) => {
    expect(valueWords(field, value)).toEqual({ words, note });
  });

  test("is whole where two would be called the same", () => {
    expect(wholeValue("statement", "sql pg|X  SELECT a FROM t")).toBe("SELECT a FROM t");
    expect(wholeValue("version", "")).toBe("(none)");
    const value = "2 of cart";
    expect(conditionWords({ field: "version", value }, [{ value }])).toBe("2");
    expect(conditionWords({ field: "version", value }, [{ value }, { value: "2 of pay" }])).toBe("2 of cart");
  });

  test("in a condition says whether it is kept, left out, or the least", () => {
    const conditions = parseConditions("{version!=2 of cart}{annotation.lines>=8}{user=}{annotation.n<3}");
    expect(conditionsWords(conditions)).toBe(
      "without version 2, with lines 8 or more, with user (none), without n 3 or more",
    );
    expect(conditionsWords([])).toBe("");
  });

  test.each([
    ["mostOfIt", "most of it"],
    ["annotation.status", "annotation.status"],
    ["annotation.root cause", "annotation.root cause"],
    ["annotation.rootCause", "rootCause"],
    ["annotation.plan", "plan"],
  ] as const)("the field %s is called %s", (field, label) => {
    expect(fieldLabel(field)).toBe(label);
  });

  test.each([
    ["service", "pg|Database::SQL", "went through pg"],
    ["endpoint", "GET /a", "asked for GET /a"],
    ["exception", "E: m (f)", "threw E: m"],
    ["exception", "", "threw no exception"],
    ["statement", "", "asked no statement"],
    ["version", "2 of cart|AWS::Lambda", "ran version 2 of cart"],
    ["annotation.plan", "new", "have plan new"],
    ["annotation.plan", "", "have no plan"],
    ["zone", "b", "ran in b"],
  ] as const)("%s %j in a sentence: %s", (field, value, words) => {
    expect(verbPhrase(makeDifference(field, value))).toBe(words);
  });
});

describe("the verdict", () => {
  test.each([
    ["", "of the faults", "of the ok ones"],
    ["a=ok&b=fault", "of the ok ones", "of the faults"],
    ["a=fault&b=rest", "of the faults", "of the rest"],
    ["a=rest&b=user", "of the rest", "of the selected"],
    ["a=[1~2] fault&b=rest", "of the selected", "of the rest"],
    ["a=fault&b=day", "now", "yesterday"],
    ["a=before&b=fault", "before", "now"],
    ["a=user&b=partial", "of A", "of B"],
    ["a=fault&b=error", "of the faults", "of B"],
  ])("of %j calls the two %j and %j", (address, a, b) => {
    expect(namesOf(address).map(({ other }) => other)).toEqual([a, b]);
  });

  test.each([
    [[1, 0.5], 1, `The only one of the faults has plan new; of the ok ones 50${SPACE}%.`],
    [[1, 0], 1200, "All 1,200 faults have plan new; of the ok ones none."],
    [[0, 1], 9, `None of the faults have plan new; of the ok ones 100${SPACE}%.`],
    [[0.996, 0.0004], 9, `99.6${SPACE}% of the faults have plan new; of the ok ones <${SPACE}0.1${SPACE}%.`],
  ] as const)("with shares %o of %i is a sentence", (shares, count, sentence) => {
    expect(differenceSentence(makeDifference("annotation.plan", "new", shares), namesOf(""), count)).toBe(
      sentence,
    );
  });

  test("does not tell next what is the same traces as the first, unless by that they were chosen", () => {
    const first = makeDifference("annotation.plan", "new", [1, 0]);
    const same = makeDifference("annotation.tier", "a", [1, 0], { sameAs: 0 });
    const other = makeDifference("user", "a", [0.5, 0.2]);
    expect(headlines([first, same, other], NONE)).toEqual({ first, next: other });
    expect(headlines([first, same, other], new Set(["annotation.plan"]))).toEqual({
      first: same,
      next: other,
    });
  });

  test("begins at five points", () => {
    const at = (share: number) => headlines([makeDifference("user", "a", [share, 0])], NONE);
    expect(at(0.05)).toBeDefined();
    expect(at(0.049)).toBeUndefined();
  });

  test("counts what tells nothing", () => {
    expect(alikeSentence([])).toBe("Nothing tells them apart. 0 attributes differ by less than 5 points.");
  });

  test.each([
    [[20, 20], []],
    [[0, 0], []],
    [
      [19, 1],
      [
        "Only 19 traces in A: shares move by 5 points with each.",
        "Only 1 trace in B: shares move by 100 points with each.",
      ],
    ],
  ] as const)("of %o traces warns: %o", (counts, words) => {
    expect(fewWords(counts)).toEqual(words);
  });

  test.each([
    [0, "0"],
    [0.0004, "0"],
    [-0.0004, "0"],
    [0.0005, "+0.1"],
    [0.0994, "+9.9"],
    [0.0995, "+10"],
    [-0.0501, "−5.0"],
    [-1, "−100"],
  ])("a difference of %d is %s points", (difference, points) => {
    expect(formatPoints(difference)).toBe(points);
  });

  test("tells of two together from ten points more on", () => {
    const first = makeDifference("user", "a", [0.75, 0.5]);
    expect(jointGain(first, [0.75, 0.25])).toBe(0.25);
    expect(jointGain(first, [0.75, 0.42])).toBeUndefined();
    expect(jointGain(first, [0.1, 0.6])).toBe(0.25);
  });
});

describe("what stands behind a value", () => {
  const numbers = {
    medians: [1, 2],
    from: 0.12345,
    width: 2,
    counts: [
      [1, 2, 3],
      [0, 0, 1],
    ],
  } as const;

  test.each([
    ["its note, and two others", {}, "of cart", ["1", "2", "3"], "of cart; else 1, 2"],
    ["the others alone", {}, "", ["1"], "else 1"],
    ["nothing", {}, "", [], ""],
    ["its numbers", { numbers }, "of cart", ["1"], "number, 0.123 to 4.12"],
    ["that it is the same traces", { sameAs: 0, numbers }, "of cart", ["1"], "the same traces"],
  ] as const)("is %s", (_, rest, note, others, words) => {
    expect(differenceNote(makeDifference("user", "a", [1, 0], rest), note, others)).toBe(words);
  });

  test("is not the same traces where these hardly differ", () => {
    expect(differenceNote(makeDifference("user", "a", [0.5, 0.48], { sameAs: 0 }), "x", [])).toBe("x");
  });
});
