import { formatNodeId, quoteString } from "xray-local/filter/format-filter.ts";
import type { ServiceSubject } from "../../service-link.ts";
import { splitEndpoint, subjectOf } from "./service-rows.ts";
import type { NamedRow } from "./service-rows.ts";

/** The expression that finds the traces of a row of the table. */
export function rowFilter(row: NamedRow, extra: readonly string[] = []): string {
  return subjectFilter(subjectOf(row), extra);
}

/**
 * The expression that finds the traces of a service or an endpoint. What stands for an id cannot be written: the parts
 * around it are.
 *
 *     POST /api/checkout/:id/confirm of checkout
 *     service(id(name: "checkout")) { http.method = "POST" AND http.url CONTAINS "/api/checkout/" AND http.url CONTAINS "/confirm" }
 */
export function subjectFilter(
  { service, type, endpoint }: ServiceSubject,
  extra: readonly string[] = [],
): string {
  const [method, url] = splitEndpoint(endpoint);
  const conditions = [
    ...(method === "" ? [] : [`http.method = ${quoteString(method)}`]),
    ...plainParts(url).map((part) => `http.url CONTAINS ${quoteString(part)}`),
    ...extra,
  ];
  return `service(${formatNodeId(service, type)})${conditions.length === 0 ? "" : ` { ${conditions.join(" AND ")} }`}`;
}

/** `/` alone is in every URL. */
function plainParts(url: string): readonly string[] {
  return url.split(/:[A-Za-z]+(?=\/|$)/).filter((part) => part !== "" && part !== "/");
}
