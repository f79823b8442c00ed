import fc from "fast-check";
import type {
  Comparison,
  Condition,
  FilterExpression,
  JsonValue,
  NodeSelector,
  Subject,
} from "../filter-expression.ts";
import { EQUALITY_OPERATORS, ID_PARTS, keywordsIn, NUMBER_OPERATORS, STRING_OPERATORS } from "../keywords.ts";
import type { FilterContext, KeywordType } from "../keywords.ts";
import { findKeyword } from "../keywords.ts";

/** Offsets of an expression that was never written down. */
const SPAN = { start: 0, end: 0 };

const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom('"', "\\", '\\"', "]", "traces"));

/** Any filter that the grammar knows, three levels deep. */
export function arbitraryFilter(): fc.Arbitrary<FilterExpression> {
  return fc.oneof(
    { weight: 20, arbitrary: arbitraryJoined("trace", 3) },
    { weight: 1, arbitrary: fc.constant<FilterExpression>({ kind: "everything", ...SPAN }) },
  );
}

function arbitraryJoined(context: FilterContext, depth: number): fc.Arbitrary<FilterExpression> {
  const leaf: fc.Arbitrary<FilterExpression> = arbitraryCondition(context, depth);
  if (depth === 0) return leaf;
  const inner = arbitraryJoined(context, depth - 1);
  const operands = fc.array(inner, { minLength: 2, maxLength: 4 });
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: operands.map((list): FilterExpression => ({ kind: "and", operands: list, ...SPAN })),
    },
    {
      weight: 1,
      arbitrary: operands.map((list): FilterExpression => ({ kind: "or", operands: list, ...SPAN })),
    },
    { weight: 1, arbitrary: inner.map((operand): FilterExpression => ({ kind: "not", operand, ...SPAN })) },
  );
}

function arbitraryCondition(context: FilterContext, depth: number): fc.Arbitrary<Condition> {
  const about = fc.constantFrom(...keywordsIn(context)).chain(({ name, type }) => {
    const known = findKeyword(name);
    if (!known) throw new Error(`${name} is not in the table`);
    return arbitraryComparison({ kind: "keyword", name: known.name, ...SPAN }, type);
  });
  if (context !== "trace") return about;
  const annotation = fc
    .tuple(text, fc.constantFrom<KeywordType>("boolean", "number", "string"))
    .chain(([key, type]) => arbitraryComparison({ kind: "annotation", key, ...SPAN }, type));
  return fc.oneof(about, annotation, ...complexConditions(Math.max(0, depth - 1)));
}

function arbitraryComparison(subject: Subject, type: KeywordType): fc.Arbitrary<Comparison> {
  const presence = fc.constant<Comparison>({ kind: "presence", subject, ...SPAN });
  if (type === "boolean") {
    const compared = fc.record({ operator: fc.constantFrom(...EQUALITY_OPERATORS), value: fc.boolean() });
    return fc.oneof(
      presence,
      compared.map((rest): Comparison => ({ kind: "boolean", subject, ...rest, ...SPAN })),
    );
  }
  if (type === "number") {
    const number = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => (value === 0 ? 0 : value));
    const compared = fc.record({ operator: fc.constantFrom(...NUMBER_OPERATORS), value: number });
    return fc.oneof(
      presence,
      compared.map((rest): Comparison => ({ kind: "number", subject, ...rest, ...SPAN })),
    );
  }
  const compared = fc.record({ operator: fc.constantFrom(...STRING_OPERATORS), value: text });
  return fc.oneof(
    presence,
    compared.map((rest): Comparison => ({ kind: "string", subject, ...rest, ...SPAN })),
  );
}

function complexConditions(depth: number): readonly fc.Arbitrary<Condition>[] {
  const node = arbitraryNode();
  const block = (context: FilterContext): fc.Arbitrary<FilterExpression | undefined> =>
    fc.option(arbitraryJoined(context, depth), { nil: undefined });
  const operator = fc.constantFrom(...EQUALITY_OPERATORS);
  const cause = fc.constantFrom("fault", "error", "responsetime");
  const part = fc.constantFrom("service", "entity", "exception");
  return [
    fc.tuple(fc.option(node, { nil: undefined }), block("service")).map(([of, inside]) => ({
      kind: "service",
      ...(of && { node: of }),
      ...(inside && { block: inside }),
      ...SPAN,
    })),
    fc
      .tuple(node, node, block("edge"))
      .map(([from, to, inside]) => ({ kind: "edge", from, to, ...(inside && { block: inside }), ...SPAN })),
    fc
      .tuple(fc.constantFrom("name", "arn"), operator, text)
      .map(([by, compared, value]) => ({ kind: "group", by, operator: compared, value, ...SPAN })),
    fc.tuple(cause, part).chain(([kind, of]) =>
      block(
        kind === "responsetime" && of === "entity" ? "rootcause.responsetime.entity" : `rootcause.${of}`,
      ).map((inside) => ({
        kind: "rootcause",
        cause: kind,
        part: of,
        ...(inside && { block: inside }),
        ...SPAN,
      })),
    ),
    fc
      .tuple(operator, fc.array(arbitraryJson()))
      .map(([compared, templates]) => ({ kind: "rootcause.json", operator: compared, templates, ...SPAN })),
  ];
}

function arbitraryNode(): fc.Arbitrary<NodeSelector> {
  const parts = fc
    .uniqueArray(fc.constantFrom(...ID_PARTS), { minLength: 1 })
    .chain((names) => fc.tuple(...names.map((part) => text.map((value) => ({ part, value })))));
  return fc.oneof(
    text.map((name): NodeSelector => ({ kind: "name", name, ...SPAN })),
    parts.map((list): NodeSelector => ({ kind: "id", parts: list, ...SPAN })),
  );
}

/** Parsed again, so that -0 is 0. */
function arbitraryJson(): fc.Arbitrary<JsonValue> {
  return fc.json({ maxDepth: 3 }).map((json): JsonValue => JSON.parse(json.replaceAll(/-0(?![\d.])/g, "0")));
}
