import {
  array,
  boolean,
  constant,
  constantFrom,
  double,
  json,
  oneof,
  record,
  string,
  tuple,
  uniqueArray,
} from "fast-check";
import type { Arbitrary } from "fast-check";
import type {
  Comparison,
  Condition,
  FilterExpression,
  JsonValue,
  NodeSelector,
  Subject,
} from "../filter-expression.ts";
import { EQUALITY_OPERATORS, ID_PARTS, KEYWORDS, NUMBER_OPERATORS, STRING_OPERATORS } from "../keywords.ts";
import type { FilterContext, Keyword, KeywordName, KeywordType } from "../keywords.ts";

/** The offsets of something that was never written down. */
const unwritten = { start: constant(0), end: constant(0) };

const text = oneof(string({ unit: "grapheme" }), constantFrom('"', "\\", '\\"', "]", "traces"));
const equality = constantFrom(...EQUALITY_OPERATORS);

/** Any filter that the grammar knows, three levels deep. */
export function arbitraryFilter(): Arbitrary<FilterExpression> {
  return oneof(
    { weight: 20, arbitrary: arbitraryExpression("trace", 3) },
    { weight: 1, arbitrary: record({ kind: constant("everything"), ...unwritten }) },
  );
}

function arbitraryExpression(context: FilterContext, depth: number): Arbitrary<FilterExpression> {
  const leaf: Arbitrary<FilterExpression> = arbitraryCondition(context, depth);
  if (depth === 0) return leaf;
  const operand = arbitraryExpression(context, depth - 1);
  const operands = array(operand, { minLength: 2, maxLength: 4 });
  return oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: record({ kind: constant("and"), operands, ...unwritten }) },
    { weight: 1, arbitrary: record({ kind: constant("or"), operands, ...unwritten }) },
    { weight: 1, arbitrary: record({ kind: constant("not"), operand, ...unwritten }) },
  );
}

function arbitraryCondition(context: FilterContext, depth: number): Arbitrary<Condition> {
  const known = KEYWORDS.filter(({ contexts }: Keyword) => contexts.includes(context));
  const aboutKeyword = constantFrom(...known).chain(
    ({ name, type }: { name: KeywordName; type: KeywordType }) =>
      arbitraryComparison(record({ kind: constant("keyword"), name: constant(name), ...unwritten }), type),
  );
  if (context !== "trace") return aboutKeyword;
  const aboutAnnotation = constantFrom<KeywordType>("boolean", "number", "string").chain((type) =>
    arbitraryComparison(record({ kind: constant("annotation"), key: text, ...unwritten }), type),
  );
  return oneof(aboutKeyword, aboutAnnotation, ...complexConditions(Math.max(0, depth - 1)));
}

function arbitraryComparison(subject: Arbitrary<Subject>, type: KeywordType): Arbitrary<Comparison> {
  const presence = record({ kind: constant("presence"), subject, ...unwritten });
  if (type === "boolean") {
    const value = boolean();
    return oneof(
      presence,
      record({ kind: constant("boolean"), subject, operator: equality, value, ...unwritten }),
    );
  }
  if (type === "number") {
    const value = double({ noNaN: true, noDefaultInfinity: true }).map(withoutNegativeZero);
    const operator = constantFrom(...NUMBER_OPERATORS);
    return oneof(presence, record({ kind: constant("number"), subject, operator, value, ...unwritten }));
  }
  const operator = constantFrom(...STRING_OPERATORS);
  return oneof(presence, record({ kind: constant("string"), subject, operator, value: text, ...unwritten }));
}

function complexConditions(depth: number): readonly Arbitrary<Condition>[] {
  const node = arbitraryNode();
  const required = ["kind", "start", "end"] as const;
  return [
    record(
      { kind: constant("service"), node, block: arbitraryExpression("service", depth), ...unwritten },
      { requiredKeys: [...required] },
    ),
    record(
      {
        kind: constant("edge"),
        from: node,
        to: node,
        block: arbitraryExpression("edge", depth),
        ...unwritten,
      },
      { requiredKeys: [...required, "from", "to"] },
    ),
    record({
      kind: constant("group"),
      by: constantFrom("name", "arn"),
      operator: equality,
      value: text,
      ...unwritten,
    }),
    tuple(
      constantFrom("fault", "error", "responsetime"),
      constantFrom("service", "entity", "exception"),
    ).chain(([cause, part]) => {
      const isTimed = cause === "responsetime" && part === "entity";
      const context = isTimed ? "rootcause.responsetime.entity" : (`rootcause.${part}` as const);
      const block = arbitraryExpression(context, depth);
      return record(
        { kind: constant("rootcause"), cause: constant(cause), part: constant(part), block, ...unwritten },
        { requiredKeys: [...required, "cause", "part"] },
      );
    }),
    record({
      kind: constant("rootcause.json"),
      operator: equality,
      templates: array(arbitraryJson()),
      ...unwritten,
    }),
  ];
}

function arbitraryNode(): Arbitrary<NodeSelector> {
  const parts = uniqueArray(constantFrom(...ID_PARTS), { minLength: 1 }).chain((names) =>
    tuple(...names.map((part) => record({ part: constant(part), value: text }))),
  );
  return oneof(
    record({ kind: constant("name"), name: text, ...unwritten }),
    record({ kind: constant("id"), parts, ...unwritten }),
  );
}

function arbitraryJson(): Arbitrary<JsonValue> {
  return json({ maxDepth: 3 }).map((written): JsonValue =>
    JSON.parse(written, (_, value: unknown) =>
      typeof value === "number" ? withoutNegativeZero(value) : value,
    ),
  );
}

/** Text that says -0 is read as 0, which no comparison tells from it. */
function withoutNegativeZero(value: number): number {
  return value === 0 ? 0 : value;
}
