import type { AnnotationValue } from "../../protocol/segment-document.ts";
import { formatAnnotation, quoteString } from "../format-filter.ts";
import { COMPLEX_KEYWORDS, findKeyword, keywordsIn, NUMBER_OPERATORS } from "../keywords.ts";
import type { ComparisonOperator, FilterContext, IdPart, KeywordType } from "../keywords.ts";
import type { Expectation } from "../parse/token-cursor.ts";
import type { Counted, FilterVocabulary } from "./vocabulary.ts";

export type CompletionKind = "keyword" | "annotation" | "operator" | "value" | "punctuation";

/** Something that may be offered, before it is compared with the typed text. */
export interface Candidate {
  text: string;
  detail: string;
  kind: CompletionKind;
  /** The part that is compared with the typed text; it begins at `searchStart` of `text`. */
  search: string;
  searchStart: number;
  /** Too many, or too special, to be offered before anything is typed. */
  onlyWhenTyped?: true;
}

/** Everything that the grammar expects, sorted by number of traces. */
export function candidatesFor(expectation: Expectation, vocabulary: FilterVocabulary): readonly Candidate[] {
  switch (expectation.kind) {
    case "condition":
      return conditions(expectation.context, vocabulary);
    case "conjunction":
      return [plain("AND", "both hold", "operator"), plain("OR", "one of them holds", "operator")];
    case "operator":
      return expectation.operators.map((operator) => plain(operator, OPERATOR_DETAILS[operator], "operator"));
    case "value":
      return values(expectation, vocabulary);
    case "node":
      return nodes(vocabulary);
    case "id part":
      return expectation.left.map((part) => plain(`${part}: `, ID_PART_DETAILS[part], "keyword"));
    case "id value":
      return counted(vocabulary.values(expectation.part, "service"));
    case "group":
      return vocabulary.groups.map(({ name, arn }) =>
        quoted(expectation.by === "arn" ? arn : name, expectation.by === "arn" ? `group ${name}` : "group"),
      );
    case "annotation key":
      return byCount(vocabulary.annotationKeys).map(({ key, type, count }) => bracketKey(key, type, count));
    case "punctuation":
      return [plain(expectation.text, "", "punctuation")];
  }
}

const OPERATOR_DETAILS: Record<ComparisonOperator, string> = {
  "=": "equal to",
  "!=": "set, but not equal to",
  "<": "less than",
  "<=": "at most",
  ">": "more than",
  ">=": "at least",
  CONTAINS: "with this in it",
  BEGINSWITH: "with this at its start",
  ENDSWITH: "with this at its end",
};

const ID_PART_DETAILS: Record<IdPart, string> = {
  name: "name of the node",
  type: "type of the node",
  "account.id": "AWS account of the node",
};

const TYPE_NAMES: Record<KeywordType, string> = {
  string: "text",
  number: "number",
  boolean: "true or false",
};

function conditions(context: FilterContext, vocabulary: FilterVocabulary): readonly Candidate[] {
  const keywords = keywordsIn(context).map(({ name, detail }) => plain(name, detail, "keyword"));
  if (context !== "trace") return keywords;
  const [nodeForms, otherForms] = complexForms();
  return [
    ...keywords,
    ...nodeForms,
    ...annotations(vocabulary),
    ...otherForms,
    ...serviceConditions(vocabulary),
  ];
}

function complexForms(): readonly [Candidate[], Candidate[]] {
  const forms = COMPLEX_KEYWORDS.filter(({ name }) => name !== "annotation" && !isNeverTrue(name));
  const isOfNodes = (name: string): boolean => name === "service" || name === "edge";
  return [
    forms
      .filter(({ name }) => isOfNodes(name))
      .map(({ name, detail }) => plain(`${name}(`, detail, "keyword")),
    forms.filter(({ name }) => !isOfNodes(name)).map(({ name, detail }) => plain(name, detail, "keyword")),
  ];
}

function isNeverTrue(name: string): boolean {
  return name === "rootcause.responsetime.exception";
}

function annotations({ annotationKeys }: FilterVocabulary): readonly Candidate[] {
  return byCount(annotationKeys).map(({ key, type, count }) => ({
    text: formatAnnotation(key),
    detail: `${TYPE_NAMES[type]}, ${inTraces(count)}`,
    kind: "annotation",
    search: `annotation.${key}`,
    searchStart: 0,
  }));
}

function bracketKey(key: string, type: KeywordType, count: number): Candidate {
  const text = formatAnnotation(key).startsWith('annotation["') ? quoteString(key) : key;
  const searchStart = text === key ? 0 : 1;
  return {
    text,
    detail: `${TYPE_NAMES[type]}, ${inTraces(count)}`,
    kind: "annotation",
    search: key,
    searchStart,
  };
}

/** Offers services by name, for users who do not think of `service(`. */
function serviceConditions(vocabulary: FilterVocabulary): readonly Candidate[] {
  return byCount(vocabulary.values("name", "service")).map(({ value, count }) => ({
    text: `service(${quoteString(String(value))})`,
    detail: `service, ${inTraces(count)}`,
    kind: "value",
    search: String(value),
    searchStart: 'service("'.length,
    onlyWhenTyped: true,
  }));
}

function nodes(vocabulary: FilterVocabulary): readonly Candidate[] {
  const services = byCount(vocabulary.services);
  const ids = services.flatMap(({ name, type, count }): readonly Candidate[] => {
    if (type === undefined || services.every((other) => other.name !== name || other.type === type))
      return [];
    const text = `id(name: ${quoteString(name)}, type: ${quoteString(type)})`;
    return [{ text, detail: inTraces(count), kind: "value", search: name, searchStart: 'id(name: "'.length }];
  });
  return [
    ...counted(vocabulary.values("name", "service")),
    ...ids,
    plain("id(", "name, type or account of the node", "keyword"),
  ];
}

function values(
  { subject, operator, context }: Extract<Expectation, { kind: "value" }>,
  vocabulary: FilterVocabulary,
): readonly Candidate[] {
  if (subject.kind === "annotation") {
    const known = vocabulary.annotationValues(subject.key);
    return counted(known.filter(({ value }) => isComparable(value, operator)));
  }
  if (findKeyword(subject.name)?.type === "boolean") {
    return ["true", "false"].map((text) => plain(text, "", "value"));
  }
  return counted(vocabulary.values(subject.name, context));
}

function isComparable(value: AnnotationValue, operator: ComparisonOperator): boolean {
  if (operator === "=" || operator === "!=") return true;
  const isOrder = NUMBER_OPERATORS.some((known) => known === operator);
  return typeof value === (isOrder ? "number" : "string");
}

function counted(list: readonly Counted<AnnotationValue>[]): readonly Candidate[] {
  return byCount(list).map(({ value, count }) =>
    typeof value === "string"
      ? quoted(value, inTraces(count))
      : plain(String(value), inTraces(count), "value"),
  );
}

function byCount<T extends { count: number }>(list: readonly T[]): readonly T[] {
  return list.toSorted((left, right) => right.count - left.count);
}

function inTraces(count: number): string {
  return `in ${count.toLocaleString("en-US")} ${count === 1 ? "trace" : "traces"}`;
}

function plain(text: string, detail: string, kind: CompletionKind): Candidate {
  return { text, detail, kind, search: text, searchStart: 0 };
}

function quoted(value: string, detail: string): Candidate {
  return { text: quoteString(value), detail, kind: "value", search: value, searchStart: 1 };
}
