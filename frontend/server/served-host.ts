import { isIPv4, isIPv6 } from "node:net";

/**
 * Whether a Host header names this server. Every page in the user's browser can reach a loopback port, and a page can
 * let its own name resolve to it (DNS rebinding). So only names that no foreign DNS entry can claim are served,
 * addresses, and those in `allowedHosts` (without port; `*` for any). Browsers always send the header; a client without
 * it is no browser.
 */
export function isServedHost(host: string | undefined, allowedHosts: readonly string[]): boolean {
  if (host === undefined || allowedHosts.includes("*")) return true;
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\s]+))(?::\d{1,5})?$/i.exec(host);
  const name = (match?.[1] ?? match?.[2])?.toLowerCase();
  if (name === undefined) return false;
  if (name === "localhost" || name.endsWith(".localhost")) return true;
  return isIPv4(name) || isIPv6(name) || allowedHosts.includes(name);
}
