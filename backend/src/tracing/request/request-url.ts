import type { IncomingMessage } from "node:http";

type Target = Pick<IncomingMessage, "url" | "socket">;

/** A name or an IPv4 address, or an IPv6 address in brackets, each with or without a port: valid as the host of a URL. */
const HOST = /^(?:[\w.-]{1,255}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

let lastHost = "";
let isLastHostUsable = false;

/**
 * The URL that a request asked for, which can be parsed whatever the client sent. A target in absolute form, as for a
 * proxy, is used as it is, without a user and password. Where the Host header is missing (HTTP/1.0) or invalid, the
 * server's own address takes its place. The SDK joins header and target as they come (aws-xray-sdk-core,
 * incoming_request_data.js).
 */
export function toRecordedUrl({ url = "/", socket }: Target, host: string | undefined): string {
  const scheme = "encrypted" in socket && socket.encrypted === true ? "https" : "http";
  if (isAbsolute(url)) return withoutUser(url);
  const authority = host !== undefined && isUsable(host) ? host : addressOf(socket);
  // `*` is the target of an OPTIONS for the server as a whole.
  return `${scheme}://${authority}${url.startsWith("/") ? url : `/${url}`}`;
}

/** The path and query of a request's target in any form, for sampling rules. */
export function toSampledPath(url: string | undefined): string | undefined {
  if (url === undefined || !isAbsolute(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function isAbsolute(url: string): boolean {
  return !url.startsWith("/") && /^https?:/i.test(url) && URL.canParse(url);
}

/** A name and password before the host are nobody's business. */
function withoutUser(url: string): string {
  if (!url.includes("@")) return url;
  const parsed = new URL(url);
  if (parsed.username === "" && parsed.password === "") return url;
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}

function isUsable(host: string): boolean {
  // Most requests have the same host as the one before.
  if (host !== lastHost) {
    lastHost = host;
    isLastHostUsable = HOST.test(host) && URL.canParse(`http://${host}/`);
  }
  return isLastHostUsable;
}

function addressOf({ localAddress = "localhost", localPort }: Target["socket"]): string {
  const address = localAddress.includes(":") ? `[${localAddress}]` : localAddress;
  return localPort === undefined ? address : `${address}:${localPort}`;
}
