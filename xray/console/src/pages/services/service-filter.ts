import { quoteString } from "xray-local/filter/format-filter.ts";
import type { FigureRow } from "./service-rows.ts";

/**
 * The expression that finds the traces of a service or an endpoint. What stands for an id cannot be written: the parts
 * around it are.
 *
 *     POST /api/checkout/:id/confirm of checkout
 *     service(id(name: "checkout")) { http.method = "POST" AND http.url CONTAINS "/api/checkout/" AND http.url CONTAINS "/confirm" }
 */
export function rowFilter(
  { service, type, method, url }: Pick<FigureRow, "service" | "type" | "method" | "url">,
  extra: readonly string[] = [],
): string {
  const conditions = [
    ...(method === "" ? [] : [`http.method = ${quoteString(method)}`]),
    ...plainParts(url).map((part) => `http.url CONTAINS ${quoteString(part)}`),
    ...extra,
  ];
  const name = `name: ${quoteString(service)}`;
  const id = type === undefined ? `id(${name})` : `id(${name}, type: ${quoteString(type)})`;
  return `service(${id})${conditions.length === 0 ? "" : ` { ${conditions.join(" AND ")} }`}`;
}

/** `/` alone is in every URL. */
function plainParts(url: string): readonly string[] {
  return url.split(/:[A-Za-z]+(?=\/|$)/).filter((part) => part !== "" && part !== "/");
}
