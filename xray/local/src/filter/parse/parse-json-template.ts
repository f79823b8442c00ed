import { parseJson } from "../../protocol/raw-json.ts";
import type { JsonObject, JsonValue } from "../filter-expression.ts";
import type { TokenCursor } from "./token-cursor.ts";

/** Parses the array of `rootcause.json = #[ … ]`: JSON in tokens of the filter language. */
export function parseJsonTemplates(cursor: TokenCursor): readonly JsonValue[] {
  if (!cursor.isAt("[")) return cursor.fail("a JSON array");
  return parseArray(cursor);
}

function parseArray(cursor: TokenCursor): readonly JsonValue[] {
  return cursor.enclosed("[", "]", () => parseList(cursor, "]", () => parseValue(cursor)));
}

/** `__proto__` becomes an ordinary member, because the object is made from entries. */
function parseObject(cursor: TokenCursor): JsonObject {
  const members = cursor.enclosed("{", "}", () => parseList(cursor, "}", () => parseMember(cursor)));
  return Object.fromEntries(members);
}

function parseMember(cursor: TokenCursor): [string, JsonValue] {
  const name = parseString(cursor, "a member name in double quotes");
  cursor.require(":");
  return [name, parseValue(cursor)];
}

function parseList<T>(cursor: TokenCursor, closer: string, parseItem: () => T): readonly T[] {
  const items: T[] = [];
  if (cursor.isAt(closer)) return items;
  do items.push(parseItem());
  while (cursor.takeIf(","));
  return items;
}

function parseValue(cursor: TokenCursor): JsonValue {
  if (cursor.isAt("[")) return parseArray(cursor);
  if (cursor.isAt("{")) return parseObject(cursor);
  const token = cursor.peek();
  if (token?.kind === "string") return parseString(cursor, "a string");
  const isWord = token?.kind === "boolean" || token?.text === "null";
  const value = isWord || token?.kind === "number" ? parseScalar(token.text) : undefined;
  if (value === undefined) return cursor.fail("a JSON value");
  cursor.take();
  return value;
}

/** JSON has more escapes than the filter language. */
function parseString(cursor: TokenCursor, expected: string): string {
  const token = cursor.peek();
  const value = token?.kind === "string" ? parseScalar(token.text) : undefined;
  if (typeof value !== "string") return cursor.fail(expected);
  cursor.take();
  return value;
}

function parseScalar(text: string): string | number | boolean | null | undefined {
  const value = parseJson(text);
  if (typeof value === "number") return value === 0 || !Number.isFinite(value) ? 0 : value;
  return value === null || typeof value === "string" || typeof value === "boolean" ? value : undefined;
}
