/** Where arrivals are forwarded. */
export type ForwardTarget =
  /** An X-Ray daemon, by UDP. */
  | { kind: "daemon"; host: string; port: number }
  /** An endpoint of OTLP over HTTP, as a whole URL. */
  | { kind: "otlp"; url: string };

/**
 * Parses `127.0.0.1:2000`, `[::1]:2000` or `xray-daemon:2000` as a daemon, and `http://127.0.0.1:4318/v1/traces` as an
 * OTLP endpoint; a URL without a path gets OTLP's default path. Undefined for anything else.
 */
export function parseForwardTarget(text: string): ForwardTarget | undefined {
  if (/^https?:\/\//i.test(text)) {
    if (!URL.canParse(text)) return undefined;
    const url = new URL(text);
    if (url.pathname === "/") url.pathname = "/v1/traces";
    return { kind: "otlp", url: url.href };
  }
  const match = /^(?:udp:)?(?:\[([0-9a-f:.]+)\]|([^:\s/]+)):(\d{1,5})$/i.exec(text);
  const [, ipv6, name, digits] = match ?? [];
  const host = ipv6 ?? name;
  const port = Number(digits);
  return host === undefined || port < 1 || port > 65_535 ? undefined : { kind: "daemon", host, port };
}
