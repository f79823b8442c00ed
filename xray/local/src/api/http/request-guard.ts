import type { IncomingHttpHeaders } from "node:http";
import { isIPv4, isIPv6 } from "node:net";
import { isPagePath } from "./console/console-files.ts";
import type { RequestTarget } from "./request-target.ts";

/**
 * The server listens on the loopback address, which every web page can reach through the browser of its visitor. Two
 * rules keep pages out. Each host that the request names must be one that no foreign DNS entry can claim, or one that
 * the user allowed. And what a browser sends for a page of another origin is refused, except links to the console's
 * pages, which open in a window of their own, never in a frame. Other clients send none of these headers; those of
 * HTTP/1.0 need not name a host either.
 *
 * Returns the reason to refuse the request, or undefined. `allowedHosts` are names without port; `*` allows any.
 */
export function requestRefusal(
  headers: IncomingHttpHeaders,
  { path, authority }: Pick<RequestTarget, "path" | "authority">,
  allowedHosts: readonly string[],
): string | undefined {
  for (const host of [headers.host, authority]) {
    if (host === undefined) continue;
    const name = hostName(host);
    if (name !== undefined && isAllowedName(name, allowedHosts)) continue;
    return `The host name ${quote(host)} is not served here; add it to XRAY_ALLOWED_HOSTS if it should be.`;
  }
  if (!isForeign(headers) || isLink(headers, path)) return undefined;
  return "Requests that a page of another origin makes are not served here.";
}

/**
 * Browsers set Sec-Fetch-Site themselves, and pages cannot change it. Older browsers, and names with plain http, send
 * only Origin.
 */
function isForeign(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  return headers.origin !== undefined && originHost(headers.origin) !== headers.host?.toLowerCase();
}

/** A form sent by POST has an Origin; a frame has another destination. */
function isLink(headers: IncomingHttpHeaders, path: string): boolean {
  const isNavigation = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  return isNavigation && headers.origin === undefined && isPagePath(path);
}

/**
 * An address cannot be rebound as a name can, so addresses are always allowed. So are names that nobody can register in
 * the public DNS: names of one label, by which containers of a network call each other (`xray`), and names below
 * `.internal`, which ICANN reserves for private use (`host.docker.internal`).
 */
function isAllowedName(name: string, allowedHosts: readonly string[]): boolean {
  if (name === "localhost" || name.endsWith(".localhost")) return true;
  if (!name.includes(".") || name.endsWith(".internal")) return true;
  if (isIPv4(name) || isIPv6(name)) return true;
  return allowedHosts.includes("*") || allowedHosts.includes(name);
}

/** `[::1]:2001` → `::1`, `Localhost:2001` → `localhost`. */
function hostName(host: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\s]+))(?::\d{1,5})?$/i.exec(host);
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

function originHost(origin: string): string | undefined {
  const match = /^https?:\/\/([^/?#\s]+)$/i.exec(origin);
  return match?.[1]?.toLowerCase();
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
