import type { FigureField } from "xray-local/console-wire/figures.ts";
import type { FilterExpression } from "xray-local/filter/filter-expression.ts";
import { readFilter } from "../filter-box/read-filter.ts";
import type { SetChoice } from "./set-text.ts";

/** Whoever chose by an outcome has chosen the status and the cause too. */
const OUTCOME: readonly FigureField[] = ["status", "rootCause", "exception"];

/** What a keyword decides. */
const FIELDS: Readonly<Record<string, readonly FigureField[]>> = {
  ok: OUTCOME,
  error: OUTCOME,
  fault: OUTCOME,
  throttle: OUTCOME,
  "http.status": OUTCOME,
  "http.method": ["method", "endpoint"],
  "http.url": ["endpoint"],
  "http.useragent": ["userAgent"],
  "http.clientip": ["clientIp"],
  user: ["user"],
  "instance.id": ["instance"],
  availabilityzone: ["zone"],
};

/** Attributes by which the sets were chosen: that these tell them apart is no news. */
export function chosenFields(sets: readonly SetChoice[]): ReadonlySet<FigureField> {
  return new Set(
    sets.flatMap((set) => {
      if (set.kind !== "chosen") return [];
      const { expression } = readFilter(set.filter);
      return [
        ...set.conditions.flatMap(({ field }) => (OUTCOME.includes(field) ? OUTCOME : [field])),
        ...(expression === undefined ? [] : fieldsOf(expression)),
      ];
    }),
  );
}

function fieldsOf(expression: FilterExpression): readonly FigureField[] {
  if (expression.kind === "and" || expression.kind === "or") return expression.operands.flatMap(fieldsOf);
  if (expression.kind === "not") return fieldsOf(expression.operand);
  if (expression.kind === "rootcause" || expression.kind === "rootcause.json") return OUTCOME;
  if (expression.kind === "service" || expression.kind === "edge") {
    const inside = expression.block === undefined ? [] : fieldsOf(expression.block);
    return ["service", ...inside];
  }
  if (!("subject" in expression)) return [];
  const { subject } = expression;
  return subject.kind === "annotation" ? [`annotation.${subject.key}`] : (FIELDS[subject.name] ?? []);
}
