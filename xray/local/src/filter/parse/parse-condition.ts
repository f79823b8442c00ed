import type {
  EdgeCondition,
  FilterExpression,
  GroupCondition,
  IdentifiedNode,
  NodeSelector,
  RootCauseCondition,
  RootCauseTemplate,
  ServiceCondition,
} from "../filter-expression.ts";
import { describeContext, findKeyword, ID_PARTS, keywordsIn, COMPLEX_KEYWORDS } from "../keywords.ts";
import type { FilterContext, IdPart, Keyword, RootCauseKind, RootCausePart } from "../keywords.ts";
import type { Token } from "./lex-filter.ts";
import { nearestWord } from "./nearest-word.ts";
import { parseAnnotation } from "./parse-annotation.ts";
import { parseComparison, parseEquality, parseStringValue } from "./parse-comparison.ts";
import { parseJsonTemplates } from "./parse-json-template.ts";
import { listWords } from "./token-cursor.ts";
import type { Expectation, TokenCursor } from "./token-cursor.ts";

type ParseExpression = (cursor: TokenCursor, context: FilterContext) => FilterExpression;

const ROOT_CAUSE = /^rootcause\.(fault|error|responsetime)\.(service|entity|exception)$/;

/** Parses one keyword and what belongs to it; `parseExpression` parses what is in its block. */
export function parseCondition(
  cursor: TokenCursor,
  context: FilterContext,
  parseExpression: ParseExpression,
): FilterExpression {
  const token = cursor.peek();
  if (token?.kind !== "keyword" && token?.kind !== "identifier") return cursor.fail("a condition");
  const word = token.text.toLowerCase();
  const keyword = findKeyword(word);
  if (keyword?.contexts.includes(context)) {
    cursor.take();
    const { start, end } = token;
    return parseComparison(
      cursor,
      { kind: "keyword", name: keyword.name, start, end },
      keyword.type,
      context,
    );
  }
  if (keyword) return rejectKeyword(cursor, token, keyword, context);
  return parseComplex(cursor, token, context, parseExpression);
}

function parseComplex(
  cursor: TokenCursor,
  token: Token,
  context: FilterContext,
  parseExpression: ParseExpression,
): FilterExpression {
  const word = token.text.toLowerCase();
  const isAnnotation = word === "annotation" || word.startsWith("annotation.");
  if (!isAnnotation && !COMPLEX_KEYWORDS.some(({ name }) => name === word)) {
    return rejectWord(cursor, token, context);
  }
  if (context !== "trace") {
    const known = keywordsIn(context).map(({ name }) => name);
    const problem = `${token.text} cannot stand ${describeContext(context)}; combine it outside the block`;
    return cursor.reject(token, listWords(known, "or"), problem);
  }
  cursor.take();
  if (isAnnotation) return parseAnnotation(cursor, token);
  if (word === "service") return parseService(cursor, token, parseExpression);
  if (word === "edge") return parseEdge(cursor, token, parseExpression);
  if (word === "group.name" || word === "group.arn") return parseGroup(cursor, token);
  if (word === "rootcause.json") return parseRootCauseTemplate(cursor, token);
  return parseRootCause(cursor, token, parseExpression);
}

function parseService(cursor: TokenCursor, token: Token, parseExpression: ParseExpression): ServiceCondition {
  const node = cursor.enclosed("(", ")", () =>
    cursor.isAt(")") ? undefined : parseNode(cursor, [{ kind: "punctuation", text: ")" }]),
  );
  const block = parseBlock(cursor, "service", parseExpression);
  return {
    kind: "service",
    ...(node && { node }),
    ...(block && { block }),
    start: token.start,
    end: cursor.endOfPrevious,
  };
}

function parseEdge(cursor: TokenCursor, token: Token, parseExpression: ParseExpression): EdgeCondition {
  const [from, to] = cursor.enclosed("(", ")", () => {
    const source = parseNode(cursor);
    cursor.require(",", "a comma");
    return [source, parseNode(cursor)] as const;
  });
  const block = parseBlock(cursor, "edge", parseExpression);
  return { kind: "edge", from, to, ...(block && { block }), start: token.start, end: cursor.endOfPrevious };
}

function parseBlock(
  cursor: TokenCursor,
  context: FilterContext,
  parseExpression: ParseExpression,
): FilterExpression | undefined {
  cursor.expect({ kind: "punctuation", text: "{" });
  return cursor.isAt("{") ? cursor.enclosed("{", "}", () => parseExpression(cursor, context)) : undefined;
}

function parseNode(cursor: TokenCursor, otherwise: readonly Expectation[] = []): NodeSelector {
  cursor.expect({ kind: "node" }, ...otherwise);
  const token = cursor.peek();
  if (token?.kind === "string" || token?.kind === "identifier") {
    return { kind: "name", name: parseStringValue(cursor), start: token.start, end: token.end };
  }
  if (!cursor.isAtWord("ID")) return cursor.fail(`a service name in double quotes or id(…)`);
  cursor.take();
  const start = token?.start ?? 0;
  const parts = cursor.enclosed("(", ")", () => parseIdParts(cursor));
  return { kind: "id", parts, start, end: cursor.endOfPrevious };
}

function parseIdParts(cursor: TokenCursor): IdentifiedNode["parts"] {
  const parts: { part: IdPart; value: string }[] = [];
  do {
    const left = ID_PARTS.filter((part) => !parts.some((known) => known.part === part));
    cursor.expect({ kind: "id part", left });
    const part = left.find((name) => cursor.isAtWord(name.toUpperCase()));
    if (!part) return cursor.fail(left.length > 0 ? listWords(left, "or") : ")");
    cursor.take();
    cursor.require(":");
    cursor.expect({ kind: "id value", part });
    parts.push({ part, value: parseStringValue(cursor) });
  } while (cursor.takeIf(","));
  return parts;
}

function parseGroup(cursor: TokenCursor, token: Token): GroupCondition {
  const by = token.text.toLowerCase() === "group.arn" ? "arn" : "name";
  const operator = parseEquality(cursor);
  cursor.expect({ kind: "group", by });
  return {
    kind: "group",
    by,
    operator,
    value: parseStringValue(cursor),
    start: token.start,
    end: cursor.endOfPrevious,
  };
}

function parseRootCause(
  cursor: TokenCursor,
  token: Token,
  parseExpression: ParseExpression,
): RootCauseCondition {
  const [, cause, part] = ROOT_CAUSE.exec(token.text.toLowerCase()) ?? [];
  if (!isRootCauseKind(cause) || !isRootCausePart(part)) return rejectWord(cursor, token, "trace");
  const context =
    cause === "responsetime" && part === "entity"
      ? "rootcause.responsetime.entity"
      : (`rootcause.${part}` as const);
  const block = parseBlock(cursor, context, parseExpression);
  return {
    kind: "rootcause",
    cause,
    part,
    ...(block && { block }),
    start: token.start,
    end: cursor.endOfPrevious,
  };
}

function parseRootCauseTemplate(cursor: TokenCursor, token: Token): RootCauseTemplate {
  const operator = parseEquality(cursor);
  cursor.require("#");
  const templates = parseJsonTemplates(cursor);
  return { kind: "rootcause.json", operator, templates, start: token.start, end: cursor.endOfPrevious };
}

function isRootCauseKind(text: string | undefined): text is RootCauseKind {
  return text === "fault" || text === "error" || text === "responsetime";
}

function isRootCausePart(text: string | undefined): text is RootCausePart {
  return text === "service" || text === "entity" || text === "exception";
}

function rejectKeyword(cursor: TokenCursor, token: Token, keyword: Keyword, context: FilterContext): never {
  const places = keyword.contexts.map((known) => describeContext(known));
  const problem = `${keyword.name} is not known ${describeContext(context)}, only ${listWords(places, "or")}`;
  return cursor.reject(token, "a keyword known there", problem);
}

function rejectWord(cursor: TokenCursor, token: Token, context: FilterContext): never {
  if (token.text.toUpperCase() === "NOT")
    return cursor.reject(token, "!", "unknown keyword NOT, write ! instead");
  const complex = context === "trace" ? COMPLEX_KEYWORDS.map(({ name }) => name) : [];
  const nearest = nearestWord(token.text.toLowerCase(), [
    ...keywordsIn(context).map(({ name }) => name),
    ...complex,
  ]);
  const hint = nearest ? `, perhaps ${nearest}` : "";
  return cursor.reject(token, nearest ?? "a keyword", `unknown keyword ${token.text.slice(0, 40)}${hint}`);
}
