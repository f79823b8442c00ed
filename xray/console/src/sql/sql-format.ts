import { tokenizeSql } from "./sql-tokens.ts";
import type { SqlToken } from "./sql-tokens.ts";

/** Lines of pieces; pieces hold their own spaces. */
export type FormattedSql = readonly (readonly SqlToken[])[];

/** Characters a line may have before a list is broken: what fits the details at 12 px mono. */
const LINE_LENGTH = 46;
/** How far right of its clause the list in a pair of parentheses may go on. */
const DEEPEST_LIST = 12;
/** Statements beyond this are shown as they are: breaking them well is not worth the time. */
const LONGEST = 20_000;

/** Keywords that begin a line, with the words that may follow as one with them. */
const CLAUSES = new Set([
  "select",
  "from",
  "where",
  "group by",
  "order by",
  "having",
  "limit",
  "offset",
  "union",
  "except",
  "intersect",
  "insert into",
  "values",
  "update",
  "set",
  "delete from",
  "returning",
  "join",
  "with",
  "on conflict",
]);
const JOIN_WORDS = new Set(["inner", "left", "right", "full", "cross", "natural", "outer"]);

interface Printer {
  lines: SqlToken[][];
  length: number;
  /** Column at which the items of the current clause begin, one for each open parenthesis and the statement itself. */
  indents: { clause: number; items: number; isQuery: boolean }[];
}

/**
 * A statement in lines: each clause begins one, `and` and `or` hang two under it, lists break where they grow too long
 * and go on under their first item. Keywords in capitals.
 *
 *     select a, b from t where x = $1 and y   ->   SELECT a, b
 *                                                  FROM t
 *                                                  WHERE x = $1
 *                                                    AND y
 */
export function formatSql(statement: string): FormattedSql {
  if (statement.length > LONGEST) return statement.split("\n").map((text) => [{ kind: "word", text }]);
  const tokens = joinWords(tokenizeSql(statement));
  const printer: Printer = { lines: [[]], length: 0, indents: [{ clause: 0, items: 0, isQuery: true }] };
  for (const [index, token] of tokens.entries()) print(printer, token, tokens, index);
  return printer.lines.filter((line) => line.length > 0);
}

/** `order` `by` -> `ORDER BY`, `left` `outer` `join` -> `LEFT OUTER JOIN`; keywords become capitals. */
function joinWords(tokens: readonly SqlToken[]): SqlToken[] {
  const joined: SqlToken[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    const word = token.kind === "keyword" ? token.text.toLowerCase() : "";
    if (last?.kind === "keyword" && goesTogether(last.text.toLowerCase(), word)) {
      last.text += ` ${token.text.toUpperCase()}`;
    } else {
      joined.push(
        token.kind === "keyword" ? { kind: "keyword", text: token.text.toUpperCase() } : { ...token },
      );
    }
  }
  return joined;
}

function goesTogether(first: string, second: string): boolean {
  if (second === "by") return first === "group" || first === "order" || first === "partition";
  if (second === "join" || second === "outer") return JOIN_WORDS.has(first.split(" ")[0] ?? "");
  if (second === "into") return first === "insert";
  if (second === "from") return first === "delete" || first === "is distinct";
  if (second === "conflict") return first === "on";
  if (second === "all") return first === "union";
  if (second === "null") return first === "is" || first === "is not";
  return second === "not" && first === "is";
}

function print(printer: Printer, token: SqlToken, tokens: readonly SqlToken[], index: number): void {
  const before = tokens[index - 1];
  const indent = printer.indents.at(-1) ?? { clause: 0, items: 0, isQuery: true };
  const word = token.kind === "keyword" ? token.text.toLowerCase() : "";
  const isClause = CLAUSES.has(word.replace(/ all$/, "")) || word.endsWith("join");
  if (indent.isQuery && isClause) {
    startLine(printer, indent.clause);
    write(printer, token, false);
    indent.items = printer.length + 1;
    return;
  }
  if (indent.isQuery && (word === "and" || word === "or") && !isBetween(printer)) {
    startLine(printer, indent.clause + 2);
  } else if (before?.text === "," && !fits(printer, tokens, index)) {
    startLine(printer, indent.items);
  }
  write(printer, token, needsSpace(tokens, index));
  if (token.text === "(") openParenthesis(printer, tokens[index + 1]);
  if (token.text === ")" && printer.indents.length > 1) printer.indents.pop();
}

function openParenthesis(printer: Printer, after: SqlToken | undefined): void {
  const isQuery =
    after?.kind === "keyword" && /^(select|with|insert into|update|delete from)$/i.test(after.text);
  // A list deep in a line goes on further left, or it would have no room.
  const around = printer.indents.at(-1)?.clause ?? 0;
  const items = isQuery ? printer.length : Math.min(printer.length, around + DEEPEST_LIST);
  printer.indents.push({ clause: isQuery ? printer.length : around, items, isQuery });
}

/** The `and` of `between a and b` belongs to it. */
function isBetween(printer: Printer): boolean {
  const line = printer.lines.at(-1) ?? [];
  const last = line.findLast((token) => /^ ?(BETWEEN|AND|OR|WHERE|ON)$/.test(token.text));
  return last?.text.trim() === "BETWEEN";
}

/** The item of a list that begins here ends before the line is full. */
function fits(printer: Printer, tokens: readonly SqlToken[], from: number): boolean {
  let length = printer.length;
  for (let index = from; index < tokens.length && length <= LINE_LENGTH; index += 1) {
    const token = tokens[index];
    if (!token || (index > from && CLAUSES.has(token.text.toLowerCase()))) break;
    length += token.text.length + (needsSpace(tokens, index) ? 1 : 0);
    if (token.text === ",") break;
  }
  return length <= LINE_LENGTH;
}

function needsSpace(tokens: readonly SqlToken[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (!before || !token) return false;
  if ([",", ";", ")", ".", "::", "]", "["].includes(token.text)) return false;
  if (["(", ".", "::", "["].includes(before.text)) return false;
  // A name before a parenthesis is a function's, save for the table of an insert.
  return token.text !== "(" || before.kind !== "word" || tokens[index - 2]?.text === "INSERT INTO";
}

function startLine(printer: Printer, indent: number): void {
  if (printer.length === 0 && printer.lines.length === 1) return;
  // Right after an opening parenthesis the clause goes on in its line.
  if (printer.length === indent && (printer.lines.at(-1)?.at(-1)?.text.endsWith("(") ?? false)) return;
  printer.lines.push(indent > 0 ? [{ kind: "sign", text: " ".repeat(indent) }] : []);
  printer.length = indent;
}

function write(printer: Printer, token: SqlToken, spaced: boolean): void {
  const line = printer.lines.at(-1);
  const isFirst = line === undefined || line.length === 0 || /^ *$/.test(line.at(-1)?.text ?? "");
  const text = spaced && !isFirst ? ` ${token.text}` : token.text;
  line?.push({ kind: token.kind, text });
  printer.length += text.length;
  if (token.kind === "comment" && token.text.startsWith("--"))
    startLine(printer, printer.indents.at(-1)?.clause ?? 0);
}

/** The formatted statement as text, for copying. */
export function toSqlText(formatted: FormattedSql): string {
  return formatted.map((line) => line.map((token) => token.text).join("")).join("\n");
}
