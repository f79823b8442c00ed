import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexFilter, unquoteString } from "./lex-filter.ts";

function kindsOf(text: string): readonly string[] {
  return lexFilter(text).map((token) => `${token.kind} ${token.text}`);
}

describe("lexFilter", () => {
  it.each([
    ["responsetime > 5", ["keyword responsetime", "operator >", "number 5"]],
    ["duration<=-.5", ["keyword duration", "operator <=", "number -.5"]],
    ["ok !partial", ["keyword ok", "operator !", "keyword partial"]],
    ["ok!=TRUE or Error", ["keyword ok", "operator !=", "boolean TRUE", "operator or", "keyword Error"]],
    ['http.url beginswith "/a"', ["keyword http.url", "operator beginswith", 'string "/a"']],
    ["name = traces", ["keyword name", "operator =", "identifier traces"]],
    ["name = error", ["keyword name", "operator =", "identifier error"]],
    ["http.clientip = 127.0.0.1", ["keyword http.clientip", "operator =", "identifier 127.0.0.1"]],
    ["user = 817DL6VO", ["keyword user", "operator =", "identifier 817DL6VO"]],
    ["index = 1e-3", ["keyword index", "operator =", "number 1e-3"]],
    ["type = AWS::Lambda", ["keyword type", "operator =", "identifier AWS::Lambda"]],
    [
      "id(name:x)",
      ["keyword id", "punctuation (", "keyword name", "punctuation :", "identifier x", "punctuation )"],
    ],
    ["annotation.game_id", ["keyword annotation.game_id"]],
    ["annotation.", ["identifier annotation."]],
    ["Annotation[a.b c]", ["keyword Annotation", "punctuation [", "identifier a.b c", "punctuation ]"]],
    ['annotation["]"]', ["keyword annotation", "punctuation [", 'string "]"', "punctuation ]"]],
    ["annotation[ a ]", ["keyword annotation", "punctuation [", "identifier a", "punctuation ]"]],
    ["annotation[a", ["keyword annotation", "punctuation [", "identifier a"]],
    ["rootcause.fault.entity", ["keyword rootcause.fault.entity"]],
    ["#[null]", ["punctuation #", "punctuation [", "identifier null", "punctuation ]"]],
    [String.raw`"a\"b\\"`, [String.raw`string "a\"b\\"`]],
    [String.raw`"a\"`, [String.raw`error "a\"`]],
    ["user = 'a'", ["keyword user", "operator =", "error '", "identifier a", "error '"]],
    ["ok & 😀", ["keyword ok", "error &", "error 😀"]],
    ["größe", ["identifier größe"]],
    ["  ", []],
  ])("splits %s", (text, expected) => {
    expect(kindsOf(text)).toEqual(expected);
  });

  it("loses nothing of any text: between tokens there is only white space", () => {
    fc.assert(
      fc.property(filterLikeText(), (text) => {
        let end = 0;
        for (const token of lexFilter(text)) {
          expect(text.slice(end, token.start).trim()).toBe("");
          expect(token.end).toBeGreaterThan(token.start);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          end = token.end;
        }
        expect(text.slice(end).trim()).toBe("");
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["an endless string", `"${"\\a".repeat(500_000)}`],
    ["an endless bracket", `annotation[a${" ".repeat(500_000)}b`],
    ["an endless number", `${"1".repeat(500_000)}x`],
  ])("takes %s of megabytes in one pass", (_, text) => {
    expect(lexFilter(text).at(-1)?.end).toBe(text.length);
  });

  it.each([
    [String.raw`"say \"hi\""`, 'say "hi"'],
    [String.raw`"a\\b"`, String.raw`a\b`],
    [String.raw`"\d+\n"`, String.raw`\d+\n`],
    [String.raw`"\\\""`, String.raw`\"`],
  ])("reads the string %s", (quoted, value) => {
    expect(unquoteString(quoted)).toBe(value);
  });
});

function filterLikeText(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    '"',
    "\\",
    "annotation[",
    "]",
    "#",
    "{",
    ")",
    "!",
    "<=",
    "-1.5e3",
    "ok",
    " ",
    "::",
    ":",
  );
  return fc.array(fc.oneof(piece, fc.string({ unit: "binary" }))).map((pieces) => pieces.join(""));
}
