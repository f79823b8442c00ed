import { splitServiceKey } from "xray-local/model/trace-topology.ts";
import { quoteString } from "xray-local/filter/format-filter.ts";
import type { CauseParts } from "xray-local/console-wire/figure-words.ts";
import type { FigureField, GroupFigures, GroupList, GroupQuery } from "xray-local/console-wire/figures.ts";
import { outcomeOfStatus } from "../lib/outcome.ts";
import { shortResourceName } from "../trace-model/resource-name.ts";
import { placeOfType } from "../trace-model/place.ts";
import {
  annotationCondition,
  causeCondition,
  serviceCondition,
  slowestCondition,
  urlCondition,
} from "./refiner-conditions.ts";
import { inOrder, MOST_ANNOTATION_VALUES, share } from "./refiners.ts";
import type { Refiner, RefinerValue } from "./refiners.ts";
import { patternWords } from "./request-words.ts";
import { exceptionWords, stepWords } from "./trace-row.ts";

/** What of a group makes a value of a refiner. */
type ValueOf = (
  group: GroupFigures,
  list: GroupList,
) => Pick<RefinerValue, "label" | "condition" | "place" | "outcome">;

interface FigureRefiner {
  name: string;
  field: FigureField;
  limit: number;
  toValue: ValueOf;
}

/** In the order of the rail. */
const REFINERS: readonly FigureRefiner[] = [
  {
    name: "Root cause",
    field: "rootCause",
    limit: 30,
    toValue: ({ values: [words = ""], cause, outcomes }) => ({
      label: causeLabel(words, cause),
      condition: cause && causeCondition(cause),
      outcome: outcomes.fault > 0 ? "fault" : outcomes.throttle > 0 ? "throttle" : "error",
    }),
  },
  { name: "Service", field: "service", limit: 60, toValue: toService },
  {
    name: "URL",
    field: "url",
    limit: 100,
    toValue: ({ values: [template = ""] }) => ({
      label: patternWords(template),
      condition: urlCondition(template, true),
    }),
  },
  {
    name: "Method",
    field: "method",
    limit: 20,
    toValue: ({ values: [method = ""] }) => ({
      label: method,
      condition: `http.method = ${quoteString(method)}`,
    }),
  },
  {
    name: "Status",
    field: "status",
    limit: 40,
    toValue: ({ values: [status = ""] }) => ({
      label: status,
      condition: `http.status = ${status}`,
      outcome: outcomeOfStatus(Number(status)),
    }),
  },
  {
    name: "User",
    field: "user",
    limit: 60,
    toValue: ({ values: [user = ""] }) => ({ label: user, condition: `user = ${quoteString(user)}` }),
  },
  {
    name: "Annotation",
    field: "annotation",
    limit: 300,
    toValue: ({ values: [words = ""], annotation }) => ({
      label: words,
      condition: annotation && annotationCondition(annotation.key, annotation.value),
    }),
  },
];

/** What `/figures.json` is asked for refiners. */
export const REFINER_GROUPS: readonly GroupQuery[] = REFINERS.map(({ field, limit }) => ({
  by: [field],
  limit,
}));
/** The same of slow traces alone. */
export const SLOW_GROUPS: readonly GroupQuery[] = [{ by: ["mostOfIt"], limit: 20 }];

/** Groups of a question and how many traces it counted. */
export interface CountedGroups {
  count: number;
  groups: readonly GroupList[];
}

/**
 * The refiners of all that match, as `refine` makes them of traces that are here. `inside`: the same of what lies in the brush;
 * `slow`: of slow traces.
 */
export function figureRefiners(
  all: CountedGroups,
  slow: readonly GroupList[],
  inside: CountedGroups | undefined,
): readonly Refiner[] {
  const refiners = REFINERS.map(({ name, toValue }, index): Refiner => {
    const list = all.groups[index];
    if (list === undefined) return { name, values: [] };
    const isInside = insideOf(inside?.groups[index]);
    const values = toValues(list, toValue, all.count, inside, isInside);
    if (name === "Root cause") {
      // As of traces that are here: where nothing was thrown, the status says all there is.
      const thrown = values.filter((_, at) => list.groups[at]?.cause?.step === undefined);
      return { name, values: [...thrown, ...slowValues(slow)], others: list.others.groups };
    }
    if (name === "User" && list.without > 0) return { name, values: [...values, noUser(list.without)] };
    if (name === "Annotation") return { name, values: withoutIds(values, list) };
    return { name, values, others: list.others.groups };
  });
  return inOrder(refiners, inside !== undefined);
}

function toValues(
  list: GroupList,
  toValue: ValueOf,
  count: number,
  inside: CountedGroups | undefined,
  insideCounts: ReadonlyMap<string, number>,
): readonly RefinerValue[] {
  return list.groups.map((group) => {
    const { error, throttle, fault } = group.outcomes;
    const value: RefinerValue = {
      ...toValue(group, list),
      count: group.count,
      failures: { error, throttle, fault },
    };
    if (inside === undefined) return value;
    const insideCount = insideCounts.get(keyOf(group)) ?? 0;
    value.inside = share(insideCount, inside.count);
    value.rest = share(group.count - insideCount, count - inside.count);
    return value;
  });
}

function insideOf(list: GroupList | undefined): ReadonlyMap<string, number> {
  return new Map((list?.groups ?? []).map((group) => [keyOf(group), group.count]));
}

function keyOf({ values }: GroupFigures): string {
  return values.join("\n");
}

/** The same words as of traces that are here: `DatabaseError: deadlock detected` → `deadlock detected`. */
function causeLabel(words: string, cause: CauseParts | undefined): string {
  const type = cause?.type ?? "";
  const message = type !== "" && words.startsWith(`${type}: `) ? words.slice(type.length + 2) : words;
  return message === type ? words : exceptionWords(type, message);
}

function toService({ values: [key = ""] }: GroupFigures, { groups }: GroupList): ReturnType<ValueOf> {
  const [name, type] = splitServiceKey(key);
  const isOneOfMany = groups.filter(({ values }) => splitServiceKey(values[0] ?? "")[0] === name).length > 1;
  return {
    label: shortResourceName(name, type?.startsWith("AWS::SQS") === true),
    condition: serviceCondition(name, isOneOfMany ? type : undefined),
    place: placeOfType(type),
  };
}

function slowValues(lists: readonly GroupList[]): readonly RefinerValue[] {
  return (lists[0]?.groups ?? []).map(({ values: [step = ""], count, outcomes }) => ({
    label: stepWords(step),
    condition: slowestCondition(step),
    count,
    failures: { error: outcomes.error, throttle: outcomes.throttle, fault: outcomes.fault },
    place: step.startsWith("wait") ? "database" : "service",
  }));
}

function noUser(count: number): RefinerValue {
  return { label: "(none)", condition: undefined, count, failures: { fault: 0, throttle: 0, error: 0 } };
}

/** Keys with many values, or of which some found no room in the answer, are ids rather than what traces have in common. */
function withoutIds(values: readonly RefinerValue[], { groups }: GroupList): readonly RefinerValue[] {
  const counts = new Map<string, number>();
  for (const { annotation } of groups) {
    if (annotation !== undefined) counts.set(annotation.key, (counts.get(annotation.key) ?? 0) + 1);
  }
  return values.filter((value, index) => {
    const key = groups[index]?.annotation?.key ?? "";
    return value.count > 1 && (counts.get(key) ?? 0) <= MOST_ANNOTATION_VALUES;
  });
}
