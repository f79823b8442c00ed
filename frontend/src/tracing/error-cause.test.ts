import { expect, it } from "vitest";
import { parseStack, toCause } from "./error-cause.ts";

const makeId = () => "53995c3f42cd8ad8";

it.each([
  ["    at load (http://localhost:3000/assets/index-a1.js:12:5)", "/assets/index-a1.js", 12, "load"],
  ["    at async Feed.load (http://localhost:3000/src/feed.tsx?t=17:3:9)", "/src/feed.tsx", 3, "Feed.load"],
  ["    at http://localhost:3000/a.js:7:1", "/a.js", 7, "anonymous"],
  ["load@http://localhost:3000/a.js:7:1", "/a.js", 7, "load"],
  ["@http://localhost:3000/a.js:7:1", "/a.js", 7, "anonymous"],
  ["    at /src/feed.tsx:7:1", "/src/feed.tsx", 7, "anonymous"],
])("reads the frame %j", (line, path, lineNumber, label) => {
  expect(parseStack(line)).toEqual([{ path, line: lineNumber, label }]);
});

it("leaves out what is no frame, and what is too deep", () => {
  expect(parseStack("TypeError: x is undefined\n    at <anonymous>\n    at native")).toEqual([]);
  expect(parseStack("    at f (http://a/b.js:1:1)\n".repeat(500))).toHaveLength(20);
});

it("tells an error with what caused it, the outermost first", () => {
  const inner = new TypeError("no list");
  const cause = toCause(new Error("no feed", { cause: inner }), makeId);
  expect(cause.exceptions.map(({ type, message }) => [type, message])).toEqual([
    ["Error", "no feed"],
    ["TypeError", "no list"],
  ]);
});

it("takes whatever was thrown, in bounds", () => {
  expect(toCause(undefined, makeId).exceptions).toEqual([
    { id: makeId(), type: "undefined", message: "undefined", stack: [] },
  ]);
  const circular = new Error("a".repeat(10_000));
  circular.cause = circular;
  const { exceptions } = toCause(circular, makeId);
  expect(exceptions).toHaveLength(3);
  expect(exceptions[0]?.message).toHaveLength(500);
});
