/**
 * The words of the filter language: the one table that lexer, parser, evaluator, completion and help read. Source: "Use
 * filter expressions" in the AWS X-Ray Developer Guide. Where the guide does not say in which block a keyword is
 * allowed, README.md beside this file says what was chosen.
 */

export type KeywordType = "boolean" | "number" | "string";

/** What a condition is about: the trace, or the element that the enclosing block examines. */
export type FilterContext =
  | "trace"
  | "service"
  | "edge"
  | "rootcause.service"
  | "rootcause.entity"
  | "rootcause.responsetime.entity"
  | "rootcause.exception";

export interface Keyword {
  name: string;
  type: KeywordType;
  contexts: readonly FilterContext[];
  /** A few words for the list of completions. */
  detail: string;
}

const REQUEST = ["trace", "service", "edge"] as const;
const ENTITY = ["rootcause.entity", "rootcause.responsetime.entity"] as const;
const CAUSE = ["rootcause.service", ...ENTITY, "rootcause.exception"] as const;

/** In the order of the list of completions. */
export const KEYWORDS = [
  { name: "fault", type: "boolean", contexts: REQUEST, detail: "answered 5xx" },
  { name: "error", type: "boolean", contexts: REQUEST, detail: "answered 4xx" },
  { name: "throttle", type: "boolean", contexts: REQUEST, detail: "answered 429" },
  { name: "ok", type: "boolean", contexts: REQUEST, detail: "answered without error or fault" },
  { name: "partial", type: "boolean", contexts: REQUEST, detail: "not all segments are closed" },
  { name: "responsetime", type: "number", contexts: REQUEST, detail: "seconds until the answer" },
  { name: "duration", type: "number", contexts: REQUEST, detail: "seconds, asynchronous work included" },
  { name: "http.url", type: "string", contexts: REQUEST, detail: "URL of the request" },
  { name: "http.method", type: "string", contexts: REQUEST, detail: "method of the request" },
  { name: "http.status", type: "number", contexts: REQUEST, detail: "status of the answer" },
  { name: "http.useragent", type: "string", contexts: REQUEST, detail: "User-Agent of the request" },
  { name: "http.clientip", type: "string", contexts: REQUEST, detail: "address of the caller" },
  { name: "user", type: "string", contexts: ["trace"], detail: "user of any segment" },
  {
    name: "inferred",
    type: "boolean",
    contexts: ["trace", "service", "rootcause.service"],
    detail: "sent no segment of its own",
  },
  { name: "root", type: "boolean", contexts: ["service"], detail: "received the first request" },
  {
    name: "name",
    type: "string",
    contexts: ["service", ...CAUSE],
    detail: "name of the service, entity or exception",
  },
  { name: "type", type: "string", contexts: ["service", "rootcause.service"], detail: "type of the service" },
  { name: "message", type: "string", contexts: ["rootcause.exception"], detail: "message of the exception" },
  { name: "remote", type: "boolean", contexts: ENTITY, detail: "called by another service" },
  {
    name: "coverage",
    type: "number",
    contexts: ["rootcause.responsetime.entity"],
    detail: "share of the response time, 0 to 1",
  },
  { name: "first", type: "boolean", contexts: CAUSE, detail: "first of its list" },
  { name: "last", type: "boolean", contexts: CAUSE, detail: "last of its list" },
  { name: "index", type: "number", contexts: CAUSE, detail: "position in its list, from 0" },
  {
    name: "account.id",
    type: "string",
    contexts: ["service", "rootcause.service"],
    detail: "AWS account of the service",
  },
  { name: "resource.arn", type: "string", contexts: ["trace"], detail: "ARN of any segment" },
  { name: "instance.id", type: "string", contexts: ["trace"], detail: "EC2 instance of any segment" },
  {
    name: "availabilityzone",
    type: "string",
    contexts: ["trace"],
    detail: "availability zone of any segment",
  },
] as const satisfies readonly Keyword[];

export type KeywordName = (typeof KEYWORDS)[number]["name"];

export type RootCauseKind = "fault" | "error" | "responsetime";
export type RootCausePart = "service" | "entity" | "exception";

/** Words with a form of their own, all about the trace. `detail` as in `Keyword`. */
export const COMPLEX_KEYWORDS = [
  { name: "service", detail: "(name) { … }: a node of the map" },
  { name: "edge", detail: "(from, to) { … }: a connection" },
  { name: "annotation", detail: ".key: an annotation of any segment" },
  { name: "group.name", detail: "the filter of a group" },
  { name: "group.arn", detail: "the filter of a group, by ARN" },
  { name: "rootcause.fault.service", detail: "{ name, type, last }" },
  { name: "rootcause.fault.entity", detail: "{ name, remote, last }" },
  { name: "rootcause.fault.exception", detail: "{ name, message, last }" },
  { name: "rootcause.error.service", detail: "{ name, type, last }" },
  { name: "rootcause.error.entity", detail: "{ name, remote, last }" },
  { name: "rootcause.error.exception", detail: "{ name, message, last }" },
  { name: "rootcause.responsetime.service", detail: "{ name, type, last }" },
  { name: "rootcause.responsetime.entity", detail: "{ name, coverage, last }" },
  { name: "rootcause.responsetime.exception", detail: "none is ever recorded" },
  { name: "rootcause.json", detail: "= #[ … ]: a template of a root cause" },
] as const;

export const ID_PARTS = ["name", "type", "account.id"] as const;
export type IdPart = (typeof ID_PARTS)[number];

export const NUMBER_OPERATORS = ["=", "!=", "<", "<=", ">", ">="] as const;
export const STRING_OPERATORS = ["=", "!=", "CONTAINS", "BEGINSWITH", "ENDSWITH"] as const;
export const EQUALITY_OPERATORS = ["=", "!="] as const;
export type NumberOperator = (typeof NUMBER_OPERATORS)[number];
export type StringOperator = (typeof STRING_OPERATORS)[number];
export type EqualityOperator = (typeof EQUALITY_OPERATORS)[number];
export type ComparisonOperator = NumberOperator | StringOperator;

const keywordsByName: ReadonlyMap<string, Keyword & { name: KeywordName }> = new Map(
  KEYWORDS.map((keyword) => [keyword.name, keyword]),
);

/** Ignores case; undefined for complex and unknown words. */
export function findKeyword(word: string): (Keyword & { name: KeywordName }) | undefined {
  return keywordsByName.get(word.toLowerCase());
}

export function keywordsIn(context: FilterContext): readonly Keyword[] {
  return KEYWORDS.filter((keyword: Keyword) => keyword.contexts.includes(context));
}

const reservedWords: ReadonlySet<string> = new Set([
  ...keywordsByName.keys(),
  ...COMPLEX_KEYWORDS.map((keyword) => keyword.name),
  "id",
]);

/** Whether the word has a meaning in the language; others are values or mistakes. */
export function isKeywordWord(word: string): boolean {
  return reservedWords.has(word.toLowerCase()) || /^annotation\../i.test(word);
}

/** The words for a context in error messages. */
export function describeContext(context: FilterContext): string {
  if (context === "trace") return "outside a block";
  if (context === "service" || context === "edge") return `inside ${context}(…) { }`;
  if (context === "rootcause.responsetime.entity") return `inside ${context} { }`;
  return `inside rootcause.….${context.slice("rootcause.".length)} { }`;
}
