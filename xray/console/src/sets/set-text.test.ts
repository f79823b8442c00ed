import { describe, expect, test } from "vitest";
import { ALL, formatConditions, formatSet, parseConditions, parseSet, withCondition } from "./set-text.ts";
import type { ChosenSet, SetChoice } from "./set-text.ts";

const condition = { field: "user", value: "a" } as const;
const chosen = (set: Partial<ChosenSet>): ChosenSet => ({ ...ALL, ...set });

/** What an address carries: the text of the set behind percent signs and plus signs. */
function throughAddress(set: SetChoice): SetChoice {
  const query = new URLSearchParams({ a: formatSet(set) }).toString();
  return parseSet(new URLSearchParams(query).get("a") ?? "");
}

describe("the text of a condition", () => {
  test.each([
    ["{user=a}", { field: "user", value: "a" }],
    ["{user!=a}", { field: "user", value: "a", not: true }],
    ["{annotation.lines>=8}", { field: "annotation.lines", value: "8", atLeast: true }],
    ["{annotation.lines<8}", { field: "annotation.lines", value: "8", atLeast: true, not: true }],
    ["{user=}", { field: "user", value: "" }],
    ["{user!=}", { field: "user", value: "", not: true }],
    ["{annotation.a%3Db=c%7Dd}", { field: "annotation.a=b", value: "c}d" }],
    ["{annotation.rate=50%25}", { field: "annotation.rate", value: "50%" }],
    ["{annotation.rate=%253D}", { field: "annotation.rate", value: "%3D" }],
  ] as const)("%s is read and written", (text, read) => {
    expect(parseConditions(text)).toEqual([read]);
    expect(formatConditions([read])).toBe(text);
  });

  test.each([
    "{a}=b{c}",
    "}{=}{",
    "a>=8",
    "100 %",
    "%7B%3D%7D",
    "<script>alert(1)</script>",
    'say "hi" \\ there',
    "two\nlines\tand a tab",
    "Zürich 🚀 東京",
    "!=",
    " edges ",
    "[1~2]",
    "rest",
  ])("keeps the hostile value %j, alone and in an address", (value) => {
    const hostile = chosen({ filter: "fault", conditions: [{ field: `annotation.${value}`, value }] });
    expect(parseSet(formatSet(hostile))).toEqual(hostile);
    expect(throughAddress(hostile)).toEqual(hostile);
  });

  test("keeps the order of several", () => {
    const conditions = parseConditions("{user=b}{user!=a}{annotation.n<3}");
    expect(conditions.map(({ value }) => value)).toEqual(["b", "a", "3"]);
    expect(formatConditions(conditions)).toBe("{user=b}{user!=a}{annotation.n<3}");
  });

  test.each([
    ["nothing", ""],
    ["no braces", "user=a"],
    ["no field", "{=a}"],
    ["no operator", "{user}"],
    ["an operator that is none", "{user=>a}"],
    ["two operators", "{user==a}"],
    ["an open brace", "{user=a"],
    ["braces within each other", "{{}}"],
  ])("of %s is no condition", (_, text) => {
    expect(parseConditions(text)).toEqual([]);
  });

  test("that cannot be read leaves those beside it", () => {
    expect(parseConditions("{user}{=}{user=a}{x==y}")).toEqual([condition]);
  });

  test("that is said twice is read once, and its opposite is another", () => {
    expect(parseConditions("{user=a}{user=a}{user!=a}")).toEqual([condition, { ...condition, not: true }]);
  });
});

describe("a condition that is added", () => {
  const others = parseConditions("{version=1}{annotation.n>=3}");

  test("comes last", () => {
    expect(formatConditions(withCondition(others, condition))).toBe("{version=1}{annotation.n>=3}{user=a}");
  });

  test("is there once, however often it is added", () => {
    const once = withCondition([], condition);
    expect(withCondition(once, condition)).toEqual([condition]);
  });

  test("replaces its opposite, and nothing else", () => {
    const opposite = { ...condition, not: true };
    expect(withCondition([...others, opposite], condition)).toEqual([...others, condition]);
    expect(withCondition([...others, condition], opposite)).toEqual([...others, opposite]);
  });

  test("of another value, or of a least one, stands beside what is there", () => {
    const added = withCondition(others, { field: "annotation.n", value: "3" });
    expect(formatConditions(added)).toBe("{version=1}{annotation.n>=3}{annotation.n=3}");
    expect(withCondition([condition], { ...condition, value: "b" })).toHaveLength(2);
  });
});

describe("the text of a set", () => {
  test.each([
    ["rest", { kind: "rest" }],
    ["before", { kind: "before" }],
    ["day", { kind: "day" }],
    ["", ALL],
    ["[]", ALL],
    ["  rest  ", { kind: "rest" }],
    ["Rest", chosen({ filter: "Rest" })],
    ["rest AND fault", chosen({ filter: "rest AND fault" })],
    ["fault", chosen({ filter: "fault" })],
    ["[10~20]", chosen({ brush: { startSec: 10, endSec: 20 } })],
    ["[10.25~20.5] ok", chosen({ brush: { startSec: 10.25, endSec: 20.5 }, filter: "ok" })],
    ["[10~20,0~0.3]", chosen({ brush: { startSec: 10, endSec: 20, response: { fromSec: 0, toSec: 0.3 } } })],
    ["{user=a}fault", chosen({ conditions: [condition], filter: "fault" })],
    [
      "[10~20] {user=a} {user=b} ok",
      chosen({
        brush: { startSec: 10, endSec: 20 },
        conditions: [condition, { field: "user", value: "b" }],
        filter: "ok",
      }),
    ],
  ] as const)("%j is read", (text, set) => {
    expect(parseSet(text)).toEqual(set);
  });

  test.each([
    "[20~10]",
    "[10~10]",
    "[a~b]",
    "[10]",
    "[10~]",
    "[~]",
    "[0~Infinity]",
    "[-Infinity~0]",
    "[1~2e999]",
  ])("%s is no selection, and leaves the filter behind it", (text) => {
    expect(parseSet(`${text} fault`)).toEqual(chosen({ filter: "fault" }));
  });

  test.each(["[10~20,2~1]", "[10~20,x]", "[10~20,1~1]", "[10~20,0~Infinity]", "[10~20,]"])(
    "%s selects times, and all responses",
    (text) => {
      expect(parseSet(text)).toEqual(chosen({ brush: { startSec: 10, endSec: 20 } }));
    },
  );

  test("keeps braces and brackets of a filter behind its start", () => {
    const filter = 'service("a") { fault } AND annotation[b] = "[1~2]{user=a}"';
    expect(parseSet(filter)).toEqual(chosen({ filter }));
    expect(throughAddress(chosen({ filter, conditions: [condition] }))).toEqual(
      chosen({ filter, conditions: [condition] }),
    );
  });

  test("has no spaces around a filter, and none without one", () => {
    expect(formatSet(chosen({ filter: "  fault  " }))).toBe("fault");
    expect(formatSet(chosen({ conditions: [condition] }))).toBe("{user=a}");
    expect(formatSet(ALL)).toBe("");
  });
});
