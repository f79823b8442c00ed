import { formatAnnotation, formatNodeId, quoteString } from "xray-local/filter/format-filter.ts";
import type { CauseParts } from "xray-local/console-wire/figure-words.ts";

/** Conditions that refiners add to the filter, in the form in which a filter tells its own. */

/** Of a kind of URL. What stands for an id cannot be written: the parts around it are. Undefined where there are none. */
export function urlCondition(template: string, hasQuery: boolean): string | undefined {
  const parts = template.split(/:(?:id|name)(?=\/|$)/);
  if (parts.length > 1) {
    const known = parts.filter((part) => part !== "" && part !== "/");
    if (known.length === 0) return undefined;
    return known.map((part) => `http.url CONTAINS ${quoteString(part)}`).join(" AND ");
  }
  const ending = `http.url ENDSWITH ${quoteString(template)}`;
  return hasQuery ? `${ending} OR http.url CONTAINS ${quoteString(`${template}?`)}` : ending;
}

/** `type` where there are several nodes of the name. */
export function serviceCondition(name: string, type?: string): string {
  if (type === undefined) return `service(${quoteString(name)})`;
  return `service(${formatNodeId(name, type)})`;
}

export function annotationCondition(key: string, value: string | number | boolean): string {
  return `${formatAnnotation(key)} = ${typeof value === "string" ? quoteString(value) : String(value)}`;
}

/** Undefined where nothing is known that could be written. */
export function causeCondition({
  outcome,
  type = "",
  message = [],
  isWhole,
  step,
}: CauseParts): string | undefined {
  if (step !== undefined) return `rootcause.${outcome}.entity { name = ${quoteString(step)} AND last }`;
  const operator = isWhole === true ? "=" : "CONTAINS";
  const conditions = [
    ...(type === "" ? [] : [`name = ${quoteString(type)}`]),
    ...message.map((part) => `message ${operator} ${quoteString(part)}`),
  ];
  return conditions.length === 0
    ? undefined
    : `rootcause.${outcome}.exception { ${conditions.join(" AND ")} }`;
}

/** Of what took most of a slow response. */
export function slowestCondition(step: string): string {
  return `rootcause.responsetime.entity { name = ${quoteString(step)} AND last }`;
}
