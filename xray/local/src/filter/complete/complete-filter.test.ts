import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completionsAt } from "./complete-filter.ts";
import { FilterSyntaxError, parseFilter } from "../parse/parse-filter.ts";
import type { AnnotationValue } from "../../protocol/segment-document.ts";
import type { Counted, FilterVocabulary } from "./vocabulary.ts";

const SERVICE_NAMES = [
  { value: "postgres@db", count: 300 },
  { value: "backend-flask", count: 402 },
  { value: 'say "hi"', count: 1 },
];

const VALUES: Readonly<Record<string, readonly Counted<AnnotationValue>[]>> = {
  "http.url": [
    { value: "http://a/api/home", count: 9 },
    { value: "http://a/api/users", count: 12 },
  ],
  user: [{ value: "worf", count: 2 }],
  "http.status": [
    { value: 200, count: 90 },
    { value: 404, count: 4 },
  ],
  type: [
    { value: "Database::SQL", count: 300 },
    { value: "AWS::ECS::Container", count: 402 },
    { value: "client", count: 402 },
  ],
  "name in service": SERVICE_NAMES,
  "name in rootcause.exception": [{ value: "TypeError", count: 3 }],
  "name in rootcause.entity": [{ value: "deserialize", count: 4 }],
};

const VOCABULARY: FilterVocabulary = {
  services: [
    { name: "postgres@db", type: "Database::SQL", count: 300 },
    { name: "backend-flask", type: "AWS::ECS::Container", count: 402 },
    { name: "backend-flask", type: "client", count: 402 },
    { name: 'say "hi"', count: 1 },
  ],
  annotationKeys: [
    { key: "rows", type: "number", count: 381 },
    { key: "query", type: "string", count: 402 },
    { key: "pool.waiting", type: "number", count: 1204 },
    { key: "a ] b", type: "boolean", count: 1 },
  ],
  annotationValues: (key) =>
    key === "rows"
      ? [
          { value: 3, count: 5 },
          { value: 30, count: 8 },
          { value: "many", count: 1 },
        ]
      : [{ value: "home", count: 7 }],
  values: (name, context) => VALUES[name === "name" ? `${name} in ${context}` : name] ?? [],
  groups: [{ name: "slow", arn: "arn:aws:xray:::group/slow/1" }],
};

/** Completions at the `|` in the text. */
function complete(marked: string) {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const { replace, items } = completionsAt(text, caret, VOCABULARY);
  return { text, replaced: text.slice(...replace), replace, items, texts: items.map((item) => item.text) };
}

function take(marked: string, index = 0): string {
  const { text, replace, texts } = complete(marked);
  return text.slice(0, replace[0]) + (texts[index] ?? "") + text.slice(replace[1]);
}

describe("completionsAt", () => {
  it("finds annotation.r as the design draws it: the key, keys with it, other names that begin so", () => {
    const { items, replaced } = complete('service("backend-flask") AND annotation.r|');
    expect(replaced).toBe("annotation.r");
    expect(items.slice(0, 3)).toEqual([
      { text: "annotation.rows", detail: "number, in 381 traces", kind: "annotation", match: [0, 12] },
      { text: "annotation.query", detail: "text, in 402 traces", kind: "annotation", match: [14, 15] },
      { text: "responsetime", detail: "seconds until the answer", kind: "keyword", match: [0, 1] },
    ]);
    expect(items.map(({ text, detail }) => [text, detail])).toContainEqual([
      "rootcause.fault.exception",
      "{ name, message, last }",
    ]);
  });

  it("offers keywords, forms and annotations, most frequent first, in an empty box", () => {
    const { texts } = complete("|");
    expect(texts.slice(0, 3)).toEqual(["fault", "error", "throttle"]);
    expect(texts).toContain("service(");
    const keys = texts.filter((text) => text.startsWith("annotation"));
    expect(keys).toEqual([
      "annotation[pool.waiting]",
      "annotation.query",
      "annotation.rows",
      'annotation["a ] b"]',
    ]);
    expect(texts).not.toContain("coverage");
    expect(texts).not.toContain("AND");
  });

  it.each([
    ["operators of a number", "responsetime |", ["=", "!=", "<", "<=", ">", ">=", "AND", "OR"]],
    ["operators of a string", "user |", ["=", "!=", "CONTAINS", "BEGINSWITH", "ENDSWITH", "AND", "OR"]],
    ["operators of a boolean", "ok |", ["=", "!=", "AND", "OR"]],
    ["the rest of an operator", "responsetime <|", ["<="]],
    ["words of operators", "http.url con|", ["CONTAINS"]],
    ["truth", "fault = |", ["true", "false"]],
    ["values, most frequent first", "http.url = |", ['"http://a/api/users"', '"http://a/api/home"']],
    ["values that contain what was typed", 'http.url = "home|"', ['"http://a/api/home"']],
    ["numbers", "http.status != |", ["200", "404"]],
    ["values of an annotation", "annotation.rows = |", ["30", "3", '"many"']],
    ["only numbers where numbers are compared", "annotation.rows > |", ["30", "3"]],
    ["only strings where strings are compared", "annotation.rows CONTAINS |", ['"many"']],
    ["groups", "group.name = |", ['"slow"']],
    ["groups by ARN", "group.arn != |", ['"arn:aws:xray:::group/slow/1"']],
    ["the block of a service", 'service("x") |', ["{", "AND", "OR"]],
    ["what closes a block", 'service("x") { fault |', ["=", "!=", "AND", "OR", "}"]],
    ["what closes parentheses", "(annotation.rows = 3 |", ["AND", "OR", ")"]],
    ["parts of an id", "service(id(|", ["name: ", "type: ", "account.id: "]],
    ["parts that are left", 'service(id(type: "x", |', ["name: ", "account.id: "]],
    ["types", 'service(id(type: "SQL|"', ['"Database::SQL"']],
    ["names of exceptions", "rootcause.fault.exception { name = |", ['"TypeError"']],
    ["names of entities", "rootcause.fault.entity { name = |", ['"deserialize"']],
    ["keys in brackets", "annotation[po|] > 1", ["pool.waiting"]],
    ["services by their name", "fla|", ['service("backend-flask")']],
    ["nothing that is complete", "annotation.rows|", []],
    ["nothing behind a mistake", "responstime > 5 AND |", []],
    ["nothing where a number may be anything", "responsetime > |", []],
  ])("offers %s", (_, marked, expected) => {
    expect(complete(marked).texts).toEqual(expected);
  });

  it("offers only what a block knows", () => {
    const { texts } = complete("rootcause.responsetime.entity { |");
    expect(texts).toEqual(["name", "remote", "coverage", "first", "last", "index"]);
    expect(complete('edge("a", "b") { |').texts).not.toContain("root");
  });

  it("offers a node by name, and by type where two have the name", () => {
    expect(complete("service(|").texts).toEqual([
      '"backend-flask"',
      '"postgres@db"',
      String.raw`"say \"hi\""`,
      'id(name: "backend-flask", type: "AWS::ECS::Container")',
      'id(name: "backend-flask", type: "client")',
      "id(",
      ")",
    ]);
  });

  it.each([
    ["the word at the caret", "fault AND res|pons > 5", "fault AND responsetime > 5"],
    ["a string with its quotes", 'service("fla|sk") { fault }', 'service("backend-flask") { fault }'],
    [
      "a string without end up to the caret",
      'service("back|) { fault }',
      'service("backend-flask") { fault }',
    ],
    ["nothing between words", "fault | AND ok", "fault = AND ok"],
    ["a quote in a string", String.raw`service("say \"h|`, String.raw`service("say \"hi\""`],
    ["a dotted key by its bracket form", "annotation.pool|", "annotation[pool.waiting]"],
  ])("replaces %s", (_, marked, expected) => {
    expect(take(marked)).toBe(expected);
  });

  it("marks what was typed within the item", () => {
    const [item] = complete('http.url = "home|"').items;
    expect(item?.text.slice(...(item.match ?? [0, 0]))).toBe("home");
  });

  it("never throws, and what it offers lets the filter go on", () => {
    const piece = fc.constantFrom(
      "service(",
      '"a"',
      ")",
      "{",
      "}",
      "fault",
      "AND",
      "(",
      "!",
      "annotation.rows",
      "=",
      "user",
      "responsetime",
      "<",
      "rootcause.fault.entity",
      "id(",
      "name",
      ":",
      "type: ",
      "group.name",
      "annotation[",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(), (pieces, at) => {
        const text = pieces.join(" ");
        completionsAt(text, at % (text.length + 1), VOCABULARY);
        const { replace, items } = completionsAt(`${text} `, text.length + 1, VOCABULARY);
        const wrong = items.filter((item) => isWrong(`${text.slice(0, replace[0])} ${item.text}`));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

/** A filter may be unfinished without being wrong. */
function isWrong(text: string): boolean {
  try {
    parseFilter(text);
    return false;
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    return / not |unknown|is not known|cannot stand/.test(error.message);
  }
}
