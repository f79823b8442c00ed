import { splitServiceKey } from "xray-local/model/trace-topology.ts";
import type { FigureCondition } from "xray-local/console-wire/figures.ts";
import {
  formatAnnotation,
  formatNodeId,
  negateFilter,
  quoteString,
} from "xray-local/filter/format-filter.ts";
import { annotationKey } from "./field-words.ts";

const KEYWORDS = {
  method: "http.method",
  user: "user",
  userAgent: "http.useragent",
  clientIp: "http.clientip",
  instance: "instance.id",
  zone: "availabilityzone",
} as const;

/**
 * The expression that finds the same traces as a condition; undefined where X-Ray's language has no word for it, as for a
 * version or a statement. `isText`: the annotation has texts that look like numbers.
 *
 *     { field: "annotation.lines", value: "8", atLeast: true }   →   annotation.lines >= 8
 */
export function conditionFilter(
  { field, value, atLeast, not }: FigureCondition,
  isText = false,
): string | undefined {
  const filter = plainFilter(field, value, atLeast === true, isText);
  return filter === undefined || not !== true ? filter : negateFilter(filter);
}

function plainFilter(
  field: FigureCondition["field"],
  value: string,
  atLeast: boolean,
  isText: boolean,
): string | undefined {
  const key = annotationKey(field);
  if (key !== undefined) {
    if (value === "") return undefined;
    return `${formatAnnotation(key)} ${atLeast ? ">=" : "="} ${literalOf(value, isText)}`;
  }
  if (value === "") return field === "user" ? "!user" : undefined;
  if (field === "status") return /^\d+$/.test(value) ? `http.status = ${value}` : undefined;
  if (field === "service") {
    const [name, type] = splitServiceKey(value);
    return `service(${formatNodeId(name, type)})`;
  }
  const keyword = Object.hasOwn(KEYWORDS, field) ? KEYWORDS[field as keyof typeof KEYWORDS] : undefined;
  return keyword === undefined ? undefined : `${keyword} = ${quoteString(value)}`;
}

function literalOf(value: string, isText: boolean): string {
  if (!isText && (value === "true" || value === "false" || isNumber(value))) return value;
  return quoteString(value);
}

function isNumber(value: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(value);
}
