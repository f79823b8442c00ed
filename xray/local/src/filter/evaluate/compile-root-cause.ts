import type {
  FaultRootCause,
  FaultRootCauseEntity,
  FaultRootCauseService,
  ResponseTimeRootCause,
  ResponseTimeRootCauseEntity,
  ResponseTimeRootCauseService,
  RootCauseException,
} from "../../protocol/api-types.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { COST } from "./columns.ts";
import type { Columns, Compiled } from "./compile-expression.ts";
import { compileBlock } from "./compile-node-condition.ts";
import type { JsonValue, RootCauseCondition, RootCauseTemplate } from "../filter-expression.ts";
import type { RootCauseKind } from "../keywords.ts";

type RootCause = FaultRootCause | ResponseTimeRootCause;
type Entity = FaultRootCauseEntity | ResponseTimeRootCauseEntity;

/** An element, and its place in the list. */
export interface Listed<T> {
  element: T;
  index: number;
  count: number;
}

export const causeServiceColumns = {
  ...listColumns<FaultRootCauseService | ResponseTimeRootCauseService>(),
  name: { type: "string", cost: COST.column, read: ({ element }) => element.Name },
  type: { type: "string", cost: COST.column, read: ({ element }) => element.Type },
  "account.id": { type: "string", cost: COST.column, read: ({ element }) => element.AccountId },
  inferred: { type: "boolean", cost: COST.column, read: ({ element }) => element.Inferred },
} as const satisfies Columns<Listed<FaultRootCauseService | ResponseTimeRootCauseService>>;

export const causeEntityColumns = {
  ...listColumns<Entity>(),
  name: { type: "string", cost: COST.column, read: ({ element }) => element.Name },
  remote: { type: "boolean", cost: COST.column, read: ({ element }) => element.Remote },
  coverage: {
    type: "number",
    cost: COST.column,
    read: ({ element }) => ("Coverage" in element ? element.Coverage : undefined),
  },
} as const satisfies Columns<Listed<Entity>>;

export const causeExceptionColumns = {
  ...listColumns<RootCauseException>(),
  name: { type: "string", cost: COST.column, read: ({ element }) => element.Name },
  message: { type: "string", cost: COST.column, read: ({ element }) => element.Message },
} as const satisfies Columns<Listed<RootCauseException>>;

function listColumns<T>() {
  return {
    first: { type: "boolean", cost: COST.column, read: ({ index }) => index === 0 },
    last: { type: "boolean", cost: COST.column, read: ({ index, count }) => index === count - 1 },
    index: { type: "number", cost: COST.column, read: ({ index }) => index },
  } as const satisfies Columns<Listed<T>>;
}

/**
 * True if one element of a root cause of this kind satisfies the whole block; without a block, if there is an element.
 */
export function compileRootCause({ cause, part, block }: RootCauseCondition): Compiled<TraceFacts> {
  const test = compilePart(part, block);
  return { cost: COST.rootCause, test: (facts) => rootCausesOf(facts, cause).some(test) };
}

function compilePart(
  part: RootCauseCondition["part"],
  block: RootCauseCondition["block"],
): (cause: RootCause) => boolean {
  if (part === "service") {
    const test = block ? compileBlock(block, causeServiceColumns).test : () => true;
    return ({ Services }) => someListed(Services, test);
  }
  if (part === "entity") {
    const test = block ? compileBlock(block, causeEntityColumns).test : () => true;
    return ({ Services }) => Services.some(({ EntityPath }) => someListed<Entity>(EntityPath, test));
  }
  const test = block ? compileBlock(block, causeExceptionColumns).test : () => true;
  return ({ Services }) =>
    Services.some(({ EntityPath }) =>
      EntityPath.some((entity) => "Exceptions" in entity && someListed(entity.Exceptions, test)),
    );
}

function someListed<T>(list: readonly T[], test: (listed: Listed<T>) => boolean): boolean {
  return list.some((element, index) => test({ element, index, count: list.length }));
}

function rootCausesOf(facts: TraceFacts, kind: RootCauseKind): readonly RootCause[] {
  if (kind === "fault") return facts.faultRootCauses;
  return kind === "error" ? facts.errorRootCauses : facts.responseTimeRootCauses;
}

const KINDS = ["fault", "error", "responsetime"] as const;

/**
 * True if each template of the array matches a root cause of the trace, of any kind. AWS: what a template leaves out
 * may be anything, what it has must be equal ("Getting data from X-Ray", refining root causes).
 */
export function compileTemplate({ operator, templates }: RootCauseTemplate): Compiled<TraceFacts> {
  const fitsAll = (facts: TraceFacts): boolean =>
    templates.every((template) =>
      KINDS.some((kind) => rootCausesOf(facts, kind).some((cause) => fits(template, cause))),
    );
  return { cost: COST.rootCause, test: operator === "=" ? fitsAll : (facts) => !fitsAll(facts) };
}

/**
 * Lists are paths: they must have the same length and match element by element. null stands for an absent value, as in
 * AWS's output.
 */
function fits(template: JsonValue, actual: unknown): boolean {
  if (template === null) return actual === undefined || actual === null;
  if (isList(template)) {
    return (
      Array.isArray(actual) &&
      actual.length === template.length &&
      template.every((item, index) => fits(item, actual[index]))
    );
  }
  if (!isObject(template)) return template === actual;
  return isObject(actual) && Object.entries(template).every(([member, value]) => fits(value, actual[member]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
