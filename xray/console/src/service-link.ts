import type { FigureSet } from "xray-local/console-wire/figures.ts";
import { safeDecode, withQuery } from "./address-values.ts";
import { formatBrush, parseBrush, scopeValues } from "./links.ts";
import type { Brush, Scope } from "./links.ts";

/** A service, or one of its endpoints. */
export interface ServiceSubject {
  service: string;
  /** Of its node, where it has one. */
  type: string | undefined;
  /** `POST /api/checkout/:id`; empty: the service as a whole. */
  endpoint: string;
}

/** What is asked of it. `filter` is the group's; empty: all traces. */
export interface ServiceQuestion {
  subject: ServiceSubject;
  filter: string;
}

/** Its requests, calls or exceptions of a time in epoch seconds. */
export function serviceSet(
  { subject: { service, type, endpoint }, filter }: ServiceQuestion,
  bounds: { startSec: number; endSec: number },
): FigureSet {
  return {
    ...bounds,
    ...(filter !== "" && { filter }),
    where: {
      service: type === undefined ? service : `${service}|${type}`,
      ...(endpoint !== "" && { endpoint }),
    },
  };
}

/** `/services/checkout/POST%20/api/checkout`. */
export function servicePath(
  { service, type, endpoint }: ServiceSubject,
  scope: Scope,
  { brush }: { brush?: Brush } = {},
): string {
  const path = ["/services", encodeURIComponent(service), encodeEndpoint(endpoint)]
    .filter((part) => part !== "")
    .join("/");
  return withQuery(path, {
    type,
    ...scopeValues(scope),
    brush: brush === undefined ? undefined : formatBrush(brush),
  });
}

/** Of such an address. Its path as it is: the router takes `%252F` and `%2F` for the same. */
export function readServiceSubject(pathname: string, query: URLSearchParams): ServiceSubject {
  const [, , service = "", ...endpoint] = pathname.split("/");
  return {
    service: safeDecode(service),
    type: query.get("type") ?? undefined,
    endpoint: endpoint.map(safeDecode).join("/"),
  };
}

/** The part of the plots that is looked at. */
export function readServiceBrush(query: URLSearchParams): Brush | undefined {
  return parseBrush(query.get("brush") ?? "");
}

/** A path that begins with a slash would be joined with the one before it. */
function encodeEndpoint(endpoint: string): string {
  const text = endpoint.split("/").map(encodePart).join("/");
  return text.startsWith("/") ? `%2F${text.slice(1)}` : text;
}

/** `:` may stand in a path as it is, and reads better so. */
function encodePart(part: string): string {
  return encodeURIComponent(part).replaceAll("%3A", ":");
}
