import { describe, expect, test } from "vitest";
import type { Difference } from "xray-local/console-wire/figures.ts";
import { chosenFields } from "./chosen-fields.ts";
import { conditionFilter } from "./condition-filter.ts";
import { conditionsWords, fieldLabel, verbPhrase, wholeValue } from "./field-words.ts";
import { findJoint, jointCandidates, toJointQuery } from "./joint-shares.ts";
import { ALL, formatSet, parseSet } from "./set-text.ts";
import type { ChosenSet, SetChoice } from "./set-text.ts";
import { toFigureSets } from "./sets-query.ts";
import { choosePreset, presetOf, readSetsView, setsValues } from "./sets-view.ts";
import {
  alikeSentence,
  differenceSentence,
  fewWords,
  formatPoints,
  headlines,
  inOrder,
  setNames,
} from "./sets-verdict.ts";

const BOUNDS = { startSec: 1000, endSec: 2000 };
const SELECTION: ChosenSet = {
  ...ALL,
  filter: 'user = "a"',
  brush: { startSec: 1100, endSec: 1200, response: { fromSec: 0.3, toSec: 2 } },
  conditions: [
    { field: "version", value: "2.4.1 of checkout" },
    { field: "annotation.a{b", value: "50% = x", not: true },
    { field: "annotation.lines", value: "8", atLeast: true },
  ],
};

function makeDifference(field: Difference["field"], value: string, shares: Difference["shares"]): Difference {
  return { field, value, shares, counts: [shares[0] * 100, shares[1] * 100], values: [] };
}
const viewOf = (address: string) => readSetsView(new URLSearchParams(address));

describe("a set in an address", () => {
  test.each<SetChoice>([
    ALL,
    SELECTION,
    { kind: "rest" },
    { kind: "before" },
    { kind: "day" },
    { ...ALL, filter: "fault" },
  ])("is read as it was written: %o", (set) => {
    expect(parseSet(formatSet(set))).toEqual(set);
  });

  test("reads well", () => {
    expect(formatSet({ ...SELECTION, conditions: SELECTION.conditions.slice(0, 1) })).toBe(
      '[1100~1200,0.3~2]{version=2.4.1 of checkout} user = "a"',
    );
  });

  test("that tells nothing compares faults with what went well", () => {
    expect(presetOf(viewOf(""))).toBe("faults");
  });

  test("of both that is each told by the other has all traces as A", () => {
    expect(viewOf("a=rest&b=before")).toMatchObject({ a: ALL, b: { kind: "before" } });
  });

  test("as a whole is read as it was written", () => {
    const view = { filter: "ok", a: SELECTION, b: ALL, hold: SELECTION.conditions };
    expect(viewOf(new URLSearchParams(setsValues(view)).toString())).toMatchObject(view);
  });
});

describe("presets", () => {
  test("keep what was chosen as far as it fits", () => {
    const view = viewOf("filter=ok&a=partial&b=rest");
    expect(choosePreset(view, "before")).toMatchObject({ filter: "ok", a: ALL, b: { kind: "before" } });
    expect(choosePreset(view, "before", "day")).toMatchObject({ b: { kind: "day" } });
    expect(choosePreset(view, "filters")).toMatchObject({ a: { filter: "partial" }, b: ALL });
    expect(choosePreset(view, "faults")).toMatchObject({ filter: "ok", a: { filter: "fault" } });
  });

  test("make the filter the selection where there is none", () => {
    const view = viewOf("filter=ok&a=[]&b=before");
    expect(choosePreset(view, "rest")).toMatchObject({
      filter: "",
      a: { filter: "ok" },
      b: { kind: "rest" },
    });
    expect(presetOf(choosePreset(view, "rest"))).toBe("rest");
  });
});

describe("the question", () => {
  test("of a selection and its rest has the filter in both, and what is held", () => {
    const view = viewOf("filter=ok OR error&a=[1100~1200] fault&b=rest&hold={user=a}");
    const conditions = [{ field: "user", value: "a" }];
    expect(toFigureSets(view, "", BOUNDS)).toEqual([
      { ...BOUNDS, filter: "(ok OR error) AND (fault)", conditions, brush: { startSec: 1100, endSec: 1200 } },
      { ...BOUNDS, filter: "ok OR error", conditions, rest: true },
    ]);
  });

  test("of before and yesterday shifts the other set", () => {
    const at = (b: string) => toFigureSets(viewOf(`a=[]&b=${b}`), "g", BOUNDS)[1];
    expect(at("before")).toEqual({ startSec: 0, endSec: 1000, filter: 'group.name = "g"' });
    expect(at("day")).toMatchObject({ startSec: 1000 - 86_400, endSec: 2000 - 86_400 });
  });

  test("of a selection outside of the range has its own times", () => {
    expect(toFigureSets(viewOf("a=[100~200]&b=rest"), "", BOUNDS)[0]).toMatchObject({
      startSec: 100,
      endSec: 200,
    });
  });
});

describe("a condition", () => {
  test.each([
    [{ field: "annotation.lines", value: "8", atLeast: true }, "annotation.lines >= 8"],
    [{ field: "annotation.a b", value: "x" }, 'annotation["a b"] = "x"'],
    [{ field: "annotation.tier", value: "gold", not: true }, '!annotation.tier = "gold"'],
    [{ field: "status", value: "502" }, "http.status = 502"],
    [{ field: "service", value: "pg|Database::SQL" }, 'service(id(name: "pg", type: "Database::SQL"))'],
    [{ field: "user", value: "" }, "!user"],
    [{ field: "version", value: "2.4.1 of checkout" }, undefined],
  ] as const)("%o is the filter %s", (condition, filter) => {
    expect(conditionFilter(condition)).toBe(filter);
  });

  test("without a filter is told in words", () => {
    expect(conditionsWords([{ field: "version", value: "2.4.1 of checkout", not: true }])).toBe(
      "without version 2.4.1",
    );
  });
});

describe("what is said", () => {
  const version = makeDifference("version", "2.4.1 of checkout", [1, 0.15]);
  const lines = { ...makeDifference("annotation.lines", "8", [0.97, 0.31]), isOrMore: true };
  const cause = makeDifference("rootCause", "PaymentTimeout", [1, 0]);
  const names = setNames(viewOf("a=partial&b=rest"));

  test("is the widest difference in a sentence", () => {
    expect(differenceSentence(version, names, 785)).toBe(
      "All 785 selected traces ran version 2.4.1 of checkout; of the rest 15\u00a0%.",
    );
    expect(differenceSentence(lines, setNames(viewOf("")), 785)).toBe(
      "97\u00a0% of the faults have lines 8 or more; of the ok ones 31\u00a0%.",
    );
    expect(
      differenceSentence(makeDifference("user", "", [0.5, 0]), setNames(viewOf("a=[]&b=before")), 9),
    ).toBe("50\u00a0% of the traces now have no user; before none.");
  });

  test("is news: what faults failed of is told after what else is clear", () => {
    const chosen = chosenFields([{ ...ALL, filter: "fault" }]);
    const status = makeDifference("status", "502", [1, 0]);
    expect(headlines([status, cause, version], chosen)).toEqual({ first: version, next: cause });
    const unclear = makeDifference("user", "a", [0.2, 0.1]);
    expect(headlines([status, cause, unclear], chosen)).toEqual({ first: cause, next: unclear });
    const noCause = makeDifference("rootCause", "", [0, 1]);
    expect(headlines([noCause, version], chosen)).toEqual({ first: version, next: undefined });
    expect(headlines([makeDifference("user", "a", [0.2, 0.17])], chosen)).toBeUndefined();
  });

  test("has what the sets were chosen by at its end, but for causes", () => {
    const chosen = chosenFields([{ ...ALL, filter: "fault" }]);
    const status = makeDifference("status", "502", [1, 0]);
    expect(inOrder([status, cause, version], chosen)).toEqual([cause, version, status]);
  });

  test("knows what a filter has chosen by", () => {
    const filter = 'annotation.tier = "gold" AND (user = "a" OR !service("b") { http.method = "GET" })';
    expect([...chosenFields([{ ...ALL, filter }, { kind: "rest" }])]).toEqual([
      "annotation.tier",
      "user",
      "service",
      "method",
      "endpoint",
    ]);
  });

  test("calls two statements of the same two words by their whole text", () => {
    const value = "sql pg|Database::SQL  SELECT a FROM t FOR UPDATE";
    const values = [value, "sql pg|Database::SQL  SELECT a FROM t"].map((each) => ({
      value: each,
      counts: [1, 1] as const,
    }));
    expect(verbPhrase({ ...makeDifference("statement", value, [1, 0]), values })).toBe(
      "asked SELECT a FROM t FOR UPDATE",
    );
    expect(verbPhrase(makeDifference("statement", value, [1, 0]))).toBe("asked select t");
    expect(wholeValue("version", "3.1 of cart|AWS::Lambda")).toBe("3.1 of cart");
  });

  test("calls an annotation by its key unless something else is called so", () => {
    expect(fieldLabel("annotation.cart")).toBe("cart");
    expect(fieldLabel("annotation.version")).toBe("annotation.version");
  });

  test("warns of small sets, and tells points", () => {
    expect(fewWords([6, 2000])).toEqual(["Only 6 traces in A: shares move by 17 points with each."]);
    expect([0.85, -0.16, 0.04, 0.0001].map(formatPoints)).toEqual(["+85", "−16", "+4.0", "0"]);
    expect(alikeSentence([version])).toBe(
      "Nothing tells them apart. 1 attribute differs by less than 5 points.",
    );
  });
});

describe("two together", () => {
  const first = makeDifference("version", "2", [0.9, 0.5]);
  const lines = { ...makeDifference("annotation.lines", "8", [0.8, 0.5]), isOrMore: true };
  const candidates = jointCandidates(first, [first, lines, makeDifference("user", "a", [0.1, 0.4])]);
  const answerOf = (a: number, b: number) => {
    const setOf = (count: number) => ({
      groups: [
        {
          groups: [
            { values: ["9"], count },
            { values: ["3"], count: 50 },
          ],
        },
      ],
    });
    return { nowSec: 0, sets: [setOf(a), setOf(b)] } as unknown as Parameters<typeof findJoint>[0];
  };

  test("are asked for among the traces that have the first", () => {
    expect(candidates).toEqual([lines]);
    const { sets, groups } = toJointQuery([BOUNDS, BOUNDS], first, candidates);
    expect(sets[0]).toMatchObject({ conditions: [{ field: "version", value: "2" }] });
    expect(groups).toEqual([{ by: ["annotation.lines"], limit: 1000 }]);
  });

  test("are told where they tell ten points more than the first alone", () => {
    expect(findJoint(answerOf(80, 10), first, candidates, [100, 100])).toEqual({
      with: lines,
      shares: [0.8, 0.1],
    });
    expect(findJoint(answerOf(80, 40), first, candidates, [100, 100])).toBeUndefined();
  });
});
