/** Where the X-Ray daemon receives segments (UDP) and answers sampling requests (TCP). */
export interface DaemonAddress {
  udp: Endpoint;
  tcp: Endpoint;
}

export interface Endpoint {
  /** A host name or an IPv4 address. */
  host: string;
  port: number;
}

const FORMS = "host:port, or tcp:host:port udp:host:port";

/**
 * Parses AWS_XRAY_DAEMON_ADDRESS: `host:port`, or `tcp:host:port udp:host:port` in either order (X-Ray SDK for Node.js,
 * "Environment variables"). Returns a sentence that says what is wrong with any other form.
 */
export function parseDaemonAddress(text: string): DaemonAddress | string {
  if (text.includes("://")) return `must be an address, not a URL: ${FORMS}`;
  const parts = text.trim().split(/\s+/);
  if (parts.length === 1) {
    const endpoint = parseEndpoint(parts[0] ?? "");
    return typeof endpoint === "string" ? endpoint : { udp: endpoint, tcp: endpoint };
  }
  const udp = parts.find((part) => part.startsWith("udp:"));
  const tcp = parts.find((part) => part.startsWith("tcp:"));
  if (parts.length !== 2 || !udp || !tcp) return `must name both tcp and udp, or neither: ${FORMS}`;
  const [udpEndpoint, tcpEndpoint] = [parseEndpoint(udp.slice(4)), parseEndpoint(tcp.slice(4))];
  if (typeof udpEndpoint === "string") return udpEndpoint;
  if (typeof tcpEndpoint === "string") return tcpEndpoint;
  return { udp: udpEndpoint, tcp: tcpEndpoint };
}

function parseEndpoint(text: string): Endpoint | string {
  const [host, portText, ...rest] = text.split(":");
  if (host === "udp" || host === "tcp") return `must name both tcp and udp, or neither: ${FORMS}`;
  if (rest.length > 0) return `must have one host and one port (IPv6 is not supported by the SDK): ${FORMS}`;
  if (!host) return `has no host: ${FORMS}`;
  if (portText === undefined || portText === "") return `has no port: ${FORMS}`;
  const port = Number(portText);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return `has no port from 1 to 65535: ${FORMS}`;
  return { host, port };
}
