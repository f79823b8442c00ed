import { describe, expect, test, vi } from "vitest";
import * as parser from "xray-local/filter/parse/parse-filter.ts";
import { withGroup } from "./effective-filter.ts";
import { addToHistory } from "./filter-history.ts";
import { paintFilter } from "./paint-filter.ts";
import { readFilter } from "./read-filter.ts";

vi.mock("xray-local/filter/parse/parse-filter.ts", { spy: true });

describe("the painted filter", () => {
  test.each(["", "  ", 'service("a")  { fault AND', 'annotation[a b] = 1 }}} ☃ "open'])(
    "%j is the text, run by run",
    (text) => {
      expect(
        paintFilter(text)
          .map((run) => run.text)
          .join(""),
      ).toBe(text);
    },
  );

  test("tells words from signs among the operators", () => {
    const kinds = paintFilter('http.url CONTAINS "x" AND responsetime >= 1')
      .filter((run) => run.kind !== undefined)
      .map((run) => run.kind);
    expect(kinds).toEqual([
      "keyword",
      "word-operator",
      "string",
      "word-operator",
      "keyword",
      "operator",
      "number",
    ]);
  });

  test.each([
    ["responsetime > 100ms AND ok", ["100ms"]],
    ["responsetime > 100 ms", ["100", "ms"]],
    ["(fault   ", [" "]],
  ])("has its wavy line in %j where the parser stopped", (text, words) => {
    const wrong = paintFilter(text, readFilter(text).error).filter((run) => run.wrong);
    expect(wrong.map((run) => run.text)).toEqual(words);
  });

  test("has its wavy line behind a text that ends too early", () => {
    const text = 'service("backend-flask") { fault AND';
    const wrong = paintFilter(text, readFilter(text).error).filter((run) => run.wrong);
    expect(wrong.map((run) => [run.text, run.start])).toEqual([[" ", text.length]]);
  });
});

test("a group narrows the filter", () => {
  expect(withGroup("", "")).toBe("");
  expect(withGroup("ok OR fault", "")).toBe("ok OR fault");
  expect(withGroup("ok OR fault", 'a "b"')).toBe('group.name = "a \\"b\\"" AND (ok OR fault)');
  expect(withGroup(" ", "a")).toBe('group.name = "a"');
});

describe("the history", () => {
  test("keeps the newest first, each once", () => {
    expect(addToHistory(["b", "a"], "a")).toEqual(["a", "b"]);
    expect(addToHistory(["a"], "  ")).toEqual(["a"]);
  });

  test("takes a filter that grew as one", () => {
    expect(addToHistory(["fault", "ok"], "fault AND ok")).toEqual(["fault AND ok", "ok"]);
  });

  test("ends somewhere", () => {
    const long = Array.from({ length: 20 }, (_, index) => `responsetime > ${index}`);
    expect(addToHistory(long, "error")).toHaveLength(20);
  });
});

describe("a filter that is read", () => {
  test("is parsed once a change, however many parts of the page read it", () => {
    vi.mocked(parser.parseFilter).mockClear();
    const readers = ["input", "list", "refiners", "palette", "notice"].map(() =>
      readFilter("ok AND user = 1"),
    );
    expect(new Set(readers).size).toBe(1);
    expect(parser.parseFilter).toHaveBeenCalledTimes(1);
    readFilter("ok AND user = 12");
    expect(parser.parseFilter).toHaveBeenCalledTimes(2);
  });

  test("tells what it joins, however that is written", () => {
    expect([...readFilter('(ok OR fault) http.status=500 AND USER = "a"').conditions]).toEqual([
      "ok OR fault",
      "http.status = 500",
      'user = "a"',
    ]);
    expect(readFilter("ok OR fault").conditions.has("ok")).toBe(false);
    expect(readFilter(" ").conditions.size).toBe(0);
  });

  test("has an error or an expression", () => {
    expect(readFilter("fault AND")).toMatchObject({ expression: undefined, error: { position: 9 } });
    expect(readFilter("fault").error).toBeUndefined();
  });
});
