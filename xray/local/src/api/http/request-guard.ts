import type { IncomingHttpHeaders } from "node:http";
import { isIPv4, isIPv6 } from "node:net";

/**
 * The server listens on the loopback address, which every web page can reach through its visitor's browser. Two things
 * keep pages out: the Host must be a name that no foreign DNS entry can claim (or one that the user allowed), and what a
 * browser sends on behalf of another origin is refused. Clients that are no browsers send neither header.
 *
 * Answers why the request is refused, undefined when it is welcome. `allowedHosts` are names without port; `*` allows any.
 */
export function requestRefusal(
  headers: IncomingHttpHeaders,
  allowedHosts: readonly string[],
): string | undefined {
  const host = headers.host ?? "";
  const name = hostName(host);
  if (name === undefined || !isAllowedName(name, allowedHosts)) {
    return `The host name ${quote(host)} is not served here; add it to XRAY_ALLOWED_HOSTS if it should be.`;
  }
  // Browsers set Sec-Fetch-Site themselves, and a page cannot change it; older ones and plain-http names send Origin only.
  const site = headers["sec-fetch-site"];
  const isForeign =
    site === undefined
      ? headers.origin !== undefined && originHost(headers.origin) !== host.toLowerCase()
      : site !== "same-origin" && site !== "none";
  const isLink = headers["sec-fetch-mode"] === "navigate" && headers.origin === undefined;
  if (isForeign && !isLink) return "Requests that a page of another origin makes are not served here.";
  return undefined;
}

/**
 * An address cannot be rebound to another one as a name can, so addresses are always welcome. So are names that nobody can
 * register in the public DNS: those of one label, as containers of a network call each other (`xray`), and those below
 * `.internal`, which ICANN has reserved for private use (`host.docker.internal`).
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
