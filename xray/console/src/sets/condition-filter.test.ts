import { describe, expect, test } from "vitest";
import { formatFilter } from "xray-local/filter/format-filter.ts";
import { parseFilter } from "xray-local/filter/parse/parse-filter.ts";
import type { FigureCondition } from "xray-local/console-wire/figures.ts";
import { chosenFields } from "./chosen-fields.ts";
import { conditionFilter } from "./condition-filter.ts";
import { ALL, parseConditions } from "./set-text.ts";

const filterOf = (text: string) => {
  const [condition] = parseConditions(text);
  return condition && conditionFilter(condition);
};

describe("the filter of a condition", () => {
  test.each([
    ["{method=GET}", 'http.method = "GET"'],
    ["{user=a@b.c}", 'user = "a@b.c"'],
    ["{userAgent=curl/8}", 'http.useragent = "curl/8"'],
    ["{clientIp=::1}", 'http.clientip = "::1"'],
    ["{instance=i-1}", 'instance.id = "i-1"'],
    ["{zone=eu-west-1a}", 'availabilityzone = "eu-west-1a"'],
    ["{user!=a}", '!user = "a"'],
    ["{user!=}", "user"],
    ["{service=web}", 'service(id(name: "web"))'],
    ["{service=a|b|AWS::Lambda}", 'service(id(name: "a|b", type: "AWS::Lambda"))'],
    ["{status!=404}", "!http.status = 404"],
    ["{annotation.on=true}", "annotation.on = true"],
    ["{annotation.on=True}", 'annotation.on = "True"'],
    ["{annotation.n=-1.5}", "annotation.n = -1.5"],
    ["{annotation.n=1.}", 'annotation.n = "1."'],
    ["{annotation.n=1 or 2}", 'annotation.n = "1 or 2"'],
    ["{annotation.n<8}", "!annotation.n >= 8"],
    ["{annotation.shop.id=7}", "annotation[shop.id] = 7"],
    ['{annotation.a"]b=x}', 'annotation["a\\"]b"] = "x"'],
    ['{user=a" OR fault OR user %3D "b}', 'user = "a\\" OR fault OR user = \\"b"'],
  ])("%s is %s", (condition, filter) => {
    expect(filterOf(condition)).toBe(filter);
  });

  test.each([
    "{user=a}",
    '{user=a" OR fault}',
    "{user=\\}",
    '{annotation.x y"z=\\"}',
    "{service=a|b}",
    "{user=\n}",
  ])("%s is one condition to the parser, whatever stands in it", (condition) => {
    const filter = filterOf(condition) ?? "";
    const expression = parseFilter(filter);
    expect(formatFilter(expression)).toBe(filter);
    expect(["and", "or", "not", "everything"]).not.toContain(expression.kind);
  });

  test("of an annotation with texts that look like numbers has a text", () => {
    expect(conditionFilter({ field: "annotation.zip", value: "07001" }, true)).toBe(
      'annotation.zip = "07001"',
    );
    expect(conditionFilter({ field: "annotation.flag", value: "true" }, true)).toBe(
      'annotation.flag = "true"',
    );
  });

  test.each<FigureCondition["field"]>([
    "version",
    "endpoint",
    "rootCause",
    "exception",
    "statement",
    "awsCall",
    "remoteCall",
    "mostOfIt",
  ])("of %s is none: the language has no word for it", (field) => {
    expect(conditionFilter({ field, value: "x" })).toBeUndefined();
    expect(conditionFilter({ field, value: "x", not: true })).toBeUndefined();
  });

  test.each([
    ["no method", "{method=}"],
    ["no annotation", "{annotation.a=}"],
    ["no status", "{status=}"],
    ["a status that is no number", "{status=200 OR fault}"],
    ["a field of every object", "{toString=x}"],
    ["a field of every object's class", "{constructor=x}"],
    ["a field that nobody knows", "{colour=red}"],
  ])("of %s is none", (_, condition) => {
    expect(filterOf(condition)).toBeUndefined();
  });
});

describe("what a set was chosen by", () => {
  const fieldsOf = (filter: string) => [...chosenFields([{ ...ALL, filter }])];

  test.each([
    ["", []],
    ["fault", ["status", "rootCause", "exception"]],
    ["http.status = 502", ["status", "rootCause", "exception"]],
    ['rootcause.fault.exception { name = "E" }', ["status", "rootCause", "exception"]],
    ['http.url CONTAINS "a"', ["endpoint"]],
    ["!(ok OR error)", ["status", "rootCause", "exception"]],
    ['edge("a", "b") { fault }', ["service", "status", "rootCause", "exception"]],
    ["responsetime > 0.3", []],
    ["no filter at (", []],
  ])("the filter %j: %o", (filter, fields) => {
    expect(fieldsOf(filter)).toEqual(fields);
  });

  test("is also what its conditions say, of both sets, and an outcome for all of them", () => {
    const conditions = parseConditions("{version=1}{rootCause=x}");
    const both = chosenFields([
      { ...ALL, conditions },
      { ...ALL, filter: 'user = "a"' },
    ]);
    expect([...both]).toEqual(["version", "status", "rootCause", "exception", "user"]);
  });

  test("is nothing of sets that are told by the other", () => {
    expect(chosenFields([{ kind: "rest" }, { kind: "day" }]).size).toBe(0);
  });
});
