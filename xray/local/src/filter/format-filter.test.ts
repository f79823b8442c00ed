import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addCondition,
  formatFilter,
  hasCondition,
  negateFilter,
  quoteString,
  removeCondition,
} from "./format-filter.ts";
import { unquoteString } from "./parse/lex-filter.ts";
import { parseFilter } from "./parse/parse-filter.ts";
import { arbitraryFilter } from "./testing/arbitrary-filter.ts";

/** Without the offsets, in which a formatted filter differs from what was written. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([name]) => name !== "start" && name !== "end");
  return Object.fromEntries(members.map(([name, member]) => [name, shapeOf(member)]));
}

describe("formatFilter", () => {
  it("writes text that is parsed back to the same filter, whatever the filter", () => {
    fc.assert(
      fc.property(arbitraryFilter(), (filter) => {
        expect(shapeOf(parseFilter(formatFilter(filter)))).toEqual(shapeOf(filter));
      }),
      { numRuns: 3000 },
    );
  });

  it("quotes any string so that it is read back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(unquoteString(quoteString(text))).toBe(text);
        const filter = parseFilter(`user = ${quoteString(text)}`);
        expect(filter.kind === "string" && filter.value).toBe(text);
      }),
    );
  });
});

describe("addCondition", () => {
  it.each([
    ["", "fault", "fault"],
    ["  ", "fault", "fault"],
    ["ok", 'user = "a"', 'ok AND user = "a"'],
    ["ok  partial", "fault", "ok  partial AND fault"],
    ["ok OR fault", "error", "(ok OR fault) AND error"],
    ["ok", "fault OR error", "ok AND (fault OR error)"],
    ["(ok OR fault)", "error", "(ok OR fault) AND error"],
    ["(ok OR fault) AND (partial OR error)", "throttle", "(ok OR fault) AND (partial OR error) AND throttle"],
    ['ok AND  USER="a"', 'user = "a"', 'ok AND  USER="a"'],
    ["fault", "fault", "fault"],
    ["!fault AND ok", "fault", "ok AND fault"],
    ["!fault", "fault", "fault"],
    ["ok", "", "ok"],
  ])("%j and %j give %j", (text, condition, expected) => {
    expect(addCondition(text, condition)).toBe(expected);
  });

  it.each([
    ["", "fault", "!fault"],
    ["ok", "fault", "ok AND !fault"],
    ["ok", "!fault", "ok AND fault"],
    ["ok", "fault OR error", "ok AND !(fault OR error)"],
    ["ok", "fault AND error", "ok AND !(fault AND error)"],
    ["ok", 'user = "a"', 'ok AND !user = "a"'],
    ["fault AND ok", "fault", "ok AND !fault"],
  ])("%j and not %j give %j", (text, condition, expected) => {
    expect(addCondition(text, condition, { negate: true })).toBe(expected);
  });

  it("asks for both, whatever the two are", () => {
    fc.assert(
      fc.property(arbitraryFilter(), arbitraryFilter(), (left, right) => {
        const added = addCondition(formatFilter(left), formatFilter(right));
        expect(() => parseFilter(added)).not.toThrow();
        if (right.kind === "everything" || right.kind === "and") return;
        expect(hasCondition(added, formatFilter(right))).toBe(true);
      }),
    );
  });
});

describe("removeCondition", () => {
  it.each([
    ["ok AND fault AND error", "fault", "ok AND error"],
    ["ok fault", "FAULT", "ok"],
    ["fault", "fault", ""],
    ["(ok OR error) AND fault", "fault", "ok OR error"],
    ["(ok OR error) AND fault", "ok", "(ok OR error) AND fault"],
    ["ok OR fault", "fault", "ok OR fault"],
    ["ok AND", "ok", "ok AND"],
  ])("%j without %j is %j", (text, condition, expected) => {
    expect(removeCondition(text, condition)).toBe(expected);
  });
});

describe("negateFilter", () => {
  it.each([
    ["fault", "!fault"],
    ["!fault", "fault"],
    ["!(ok OR fault)", "ok OR fault"],
    ["(ok OR fault)", "!(ok OR fault)"],
    ['service("a") { ok OR fault }', '!service("a") { ok OR fault }'],
    ["", ""],
  ])("%j becomes %j", (text, expected) => {
    expect(negateFilter(text)).toBe(expected);
  });
});
