import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatFilter } from "../format-filter.ts";
import { COMPLEX_KEYWORDS, KEYWORDS } from "../keywords.ts";
import { FilterSyntaxError, parseFilter } from "./parse-filter.ts";

function findError(text: string): FilterSyntaxError | undefined {
  try {
    parseFilter(text);
    return undefined;
  } catch (error) {
    if (error instanceof FilterSyntaxError) return error;
    throw error;
  }
}

function errorOf(text: string): FilterSyntaxError {
  const error = findError(text);
  if (!error) throw new Error(`no error in ${text}`);
  return error;
}

describe("what a filter means, told by its canonical text", () => {
  it.each([
    ["AND binds tighter than OR", "ok or fault and partial", "ok OR fault AND partial"],
    ["parentheses group", "(ok or fault) and partial", "(ok OR fault) AND partial"],
    ["needless parentheses go", "((ok)) AND (fault)", "ok AND fault"],
    ["a group stays a group", "ok AND (fault AND partial)", "ok AND (fault AND partial)"],
    ["side by side is AND", "ok !partial duration <3", "ok AND !partial AND duration < 3"],
    ["side by side binds like AND", "ok partial OR fault error", "ok AND partial OR fault AND error"],
    ["! binds to one condition", "!http.status = 404 ok", "!http.status = 404 AND ok"],
    ["! may be doubled", "!!ok", "!!ok"],
    [
      "case does not matter",
      'HTTP.URL contains "A" aNd ResponseTime>2',
      'http.url CONTAINS "A" AND responsetime > 2',
    ],
    ["nor white space", 'service(\n\tid( name :"a"  )\n){fault}', 'service(id(name: "a")) { fault }'],
    [
      "a bare word is a string",
      "rootcause.fault.service { name = traces }",
      'rootcause.fault.service { name = "traces" }',
    ],
    ["so is an address", "http.clientip = 127.0.0.1", 'http.clientip = "127.0.0.1"'],
    ["or a number", "user = 42", 'user = "42"'],
    ["or a keyword", "user = error", 'user = "error"'],
    ["a service may be a bare word", "service(backend)", 'service("backend")'],
    ["truth may be in quotes", 'ok = "False"', "ok = false"],
    [
      "the value gives an annotation its type",
      'annotation.a = 1 annotation.b = true annotation.c = "1"',
      'annotation.a = 1 AND annotation.b = true AND annotation.c = "1"',
    ],
    ["an annotation may be a bare word", "annotation.a != x", 'annotation.a != "x"'],
    ["keys with dots", "annotation.pool.waiting > 0", "annotation[pool.waiting] > 0"],
    [
      "keys in brackets",
      'Annotation[aws.local.environment] = "a"',
      'annotation[aws.local.environment] = "a"',
    ],
    ["plain keys in brackets", "annotation[age]", "annotation.age"],
    ["keys keep their case", "annotation.UserID", "annotation.UserID"],
    ["keys in quotes", 'annotation["a ] b"]', 'annotation["a ] b"]'],
    [
      "id with all parts",
      'edge(id(type:"T",account.id:"1",name:"n"),"b")',
      'edge(id(type: "T", account.id: "1", name: "n"), "b")',
    ],
    ["escapes", String.raw`http.url = "a\"b\\c\d"`, String.raw`http.url = "a\"b\\c\\d"`],
    [
      "a template",
      'rootcause.json != # [ {"A":[1,null,true,"\\u0041"],"B":{}} ]',
      'rootcause.json != #[{"A":[1,null,true,"A"],"B":{}}]',
    ],
    ["a root cause without block", "rootcause.fault.service", "rootcause.fault.service"],
    [
      "blocks hold expressions",
      'service("a") {(ok OR !root) responsetime > 1}',
      'service("a") { (ok OR !root) AND responsetime > 1 }',
    ],
    ["nothing is every trace", " \n ", ""],
  ])("%s", (_, text, canonical) => {
    expect(formatFilter(parseFilter(text))).toBe(canonical);
  });

  it("gives each part its place in the text", () => {
    const text = 'ok AND (service("a") { fault } OR !user)';
    const expression = parseFilter(text);
    const slices =
      expression.kind === "and" ? expression.operands.map(({ start, end }) => text.slice(start, end)) : [];
    expect(slices).toEqual(["ok", '(service("a") { fault } OR !user)']);
    expect([expression.start, expression.end]).toEqual([0, text.length]);
  });
});

describe("a filter that is rejected", () => {
  it.each([
    ['service("backend-flask") { fault AND', 37, "a condition and } expected after AND"],
    ['rootcause.fault.exception { last and message = "x"', 51, '} expected after "x"'],
    ["(ok OR (fault", 14, ") and ) expected after fault"],
    ["ok AND", 7, "a condition expected after AND"],
    ["AND ok", 1, "a condition expected, not AND"],
    ["ok AND AND ok", 8, "a condition expected after AND, not AND"],
    ["ok)", 3, "AND, OR or the end expected after ok, not )"],
    ["()", 2, "a condition expected after (, not )"],
    ["!", 2, "a condition expected after !"],
    ["responsetime >", 15, "a number expected after >"],
    ["responsetime > 100ms", 16, "seconds: write 0.1 instead of 100ms"],
    ["duration <= 1.5 min", 13, "seconds: write 90 instead of 1.5 min"],
    ['responsetime > "250 ms" AND ok', 16, 'seconds: write 0.25 instead of "250 ms"'],
    ["responsetime > 5s", 16, "seconds: write 5 instead of 5s"],
    ["responsetime > 5x", 16, "a number expected after >, not 5x"],
    ["responsetime > 1e999", 16, "a number expected after >, not 1e999"],
    ['responsetime = "5"', 16, 'a number expected after =, not "5"'],
    ["responsetime 5", 14, "=, !=, <, <=, > or >= expected after responsetime, not 5"],
    [
      'responsetime CONTAINS "5"',
      14,
      "=, !=, <, <=, > or >= (responsetime is a number) expected after responsetime, not CONTAINS",
    ],
    [
      'http.url > "a"',
      10,
      "=, !=, CONTAINS, BEGINSWITH or ENDSWITH (http.url is a string) expected after http.url, not >",
    ],
    ["ok > 1", 4, "= or != (ok is a boolean) expected after ok, not >"],
    ["ok = 1", 6, "true or false expected after =, not 1"],
    ['annotation.a > "x"', 16, 'a number expected after >, not "x"'],
    ["annotation", 11, ".key or [key] expected after annotation"],
    ["annotation[", 12, "an annotation key and ] expected after ["],
    ["annotation[]", 12, "an annotation key expected after [, not ]"],
    ["annotation.", 12, "an annotation key expected after annotation."],
    ['user = "alice', 8, 'a string in double quotes expected after =, not a string without closing "'],
    [
      "user = 'alice'",
      8,
      "a string in double quotes expected after =, not ' (strings stand in double quotes)",
    ],
    ["ok && fault", 4, "AND, OR or the end expected after ok, not &"],
    ["NOT ok", 1, "unknown keyword NOT, write ! instead"],
    ["responstime > 5", 1, "unknown keyword responstime, perhaps responsetime"],
    ["http.statuscode = 1", 1, "unknown keyword http.statuscode, perhaps http.status"],
    [
      "rootcause.fault.services { last }",
      1,
      "unknown keyword rootcause.fault.services, perhaps rootcause.fault.service",
    ],
    ["zebra", 1, "unknown keyword zebra"],
    ['id(name: "a")', 1, "unknown keyword id"],
    [
      "coverage > 1",
      1,
      "coverage is not known outside a block, only inside rootcause.responsetime.entity { }",
    ],
    [
      "rootcause.fault.entity { coverage > 1 }",
      26,
      "coverage is not known inside rootcause.….entity { }, only inside rootcause.responsetime.entity { }",
    ],
    ["service() { user }", 13, "user is not known inside service(…) { }, only outside a block"],
    [
      "service() { annotation.a }",
      13,
      "annotation.a cannot stand inside service(…) { }; combine it outside the block",
    ],
    [
      'edge("a", "b") { service() }',
      18,
      "service cannot stand inside edge(…) { }; combine it outside the block",
    ],
    ['edge("a")', 9, 'a comma expected after "a", not )'],
    ["edge()", 6, "a service name in double quotes or id(…) expected after (, not )"],
    ["service", 8, "( expected after service"],
    ['service("a") { }', 16, "a condition expected after {, not }"],
    ["service(id())", 12, "name, type or account.id expected after (, not )"],
    ['service(id(name: "a", name: "b"))', 23, "type or account.id expected after a comma, not name"],
    ["group.name", 11, "= or != expected after group.name"],
    ['group.name CONTAINS "a"', 12, "= or != expected after group.name, not CONTAINS"],
    ["rootcause.json = [{}]", 18, "# expected after =, not ["],
    ["rootcause.json = #{}", 19, "a JSON array expected after #, not {"],
    ['rootcause.json = #[{"a" 1}]', 25, ': expected after "a", not 1'],
    ["rootcause.json = #[{a: 1}]", 21, "a member name in double quotes expected after {, not a"],
    ["rootcause.json = #[1,]", 22, "a JSON value expected after a comma, not ]"],
    [String.raw`rootcause.json = #["\x"]`, 20, String.raw`a string expected after [, not "\x"`],
    ["rootcause.json = #[{", 21, "a member name in double quotes, } and ] expected after {"],
  ])("%s", (text, column, problem) => {
    const error = errorOf(text);
    expect(error.message).toBe(`Column ${column}: ${problem}`);
    expect(error.position).toBe(column - 1);
    expect(error.end).toBeGreaterThan(error.position);
    expect(error.expected).not.toBe("");
  });

  it("says what was expected apart from the message", () => {
    expect(errorOf('service("a") { fault AND').expected).toBe("a condition and }");
    expect(errorOf("responstime > 5").expected).toBe("responsetime");
  });

  it("is an Error that can be told from others", () => {
    const error = errorOf("ok AND");
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe("FilterSyntaxError");
  });

  it.each([
    ["parentheses", "(".repeat(100_000), ""],
    ["closed parentheses", `${"(".repeat(100_000)}ok${")".repeat(100_000)}`, ""],
    ["negations", "!".repeat(100_000), "ok"],
    ["JSON arrays", `rootcause.json = #${"[".repeat(100_000)}`, ""],
  ])("bounds the depth of %s", (_, nested, rest) => {
    expect(errorOf(nested + rest).message).toMatch(/: more than 100 levels of parentheses, blocks and !$/);
  });

  it("takes a hundred levels, and any number of conditions", () => {
    expect(parseFilter(`${"(".repeat(100)}ok${")".repeat(100)}`).kind).toBe("presence");
    const wide = parseFilter("ok ".repeat(100_000));
    expect(wide.kind === "and" ? wide.operands.length : 0).toBe(100_000);
  });
});

describe("arbitrary text", () => {
  it("is parsed, or rejected with a place inside it or at its end by a FilterSyntaxError", () => {
    fc.assert(
      fc.property(grammarSoup(), (text) => {
        const { position, end } = findError(text) ?? { position: 0, end: 0 };
        expect(position).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(position);
        expect(position).toBeLessThanOrEqual(text.length);
        expect(end).toBeLessThanOrEqual(text.length + 1);
      }),
      { numRuns: 5000 },
    );
  });
});

/** Pieces of the language in any order come further into the parser than random letters. */
function grammarSoup(): fc.Arbitrary<string> {
  const words = [...KEYWORDS, ...COMPLEX_KEYWORDS].map(({ name }) => name);
  const pieces = [
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "#",
    "!",
    "=",
    "!=",
    "<",
    "CONTAINS",
    "AND",
    "OR",
    "id",
  ];
  const values = ['"a"', '"', "1", "true", "null", "annotation.a", "annotation[", "x"];
  const piece = fc.oneof(
    fc.constantFrom(...words, ...pieces, ...values),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  return fc.array(piece, { maxLength: 40 }).map((list) => list.join(" "));
}
