import { HTTP, NETWORK } from "../attribute-names.ts";
import { assign } from "../../protocol/raw-json.ts";
import type { HttpBlock } from "../../protocol/segment-document.ts";
import { integerOf, textOf } from "./attribute-taker.ts";
import type { AttributeTaker } from "./attribute-taker.ts";
import type { Attributes, SpanKind } from "../span.ts";

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

export function httpStatusOf(attributes: Attributes): number | undefined {
  return integerOf(attributes, ...HTTP.status);
}

/**
 * Undefined when the span is not about an HTTP request. `attributes` are all those of the span, taken ones included.
 */
export function takeHttp(
  taker: AttributeTaker,
  attributes: Attributes,
  kind: SpanKind,
): HttpBlock | undefined {
  if (
    textOf(attributes, ...HTTP.method, ...HTTP.url) === undefined &&
    httpStatusOf(attributes) === undefined
  ) {
    return undefined;
  }
  return { request: takeRequest(taker, kind), response: takeResponse(taker) };
}

function takeRequest(taker: AttributeTaker, kind: SpanKind): NonNullable<HttpBlock["request"]> {
  const request: NonNullable<HttpBlock["request"]> = {};
  assign(request, "method", taker.text(...HTTP.method));
  assign(request, "url", takeUrl(taker, kind));
  assign(request, "user_agent", taker.text(...HTTP.userAgent));
  if (kind === "server") addClient(request, taker);
  return request;
}

/** Uses the header's address where it differs from the socket's. */
function addClient(request: NonNullable<HttpBlock["request"]>, taker: AttributeTaker): void {
  const client = taker.text(...HTTP.clientAddress);
  const peer = taker.text(...NETWORK.peerAddress);
  assign(request, "client_ip", client ?? peer);
  if (client !== undefined && client !== peer) request.x_forwarded_for = true;
}

function takeResponse(taker: AttributeTaker): NonNullable<HttpBlock["response"]> {
  const response: NonNullable<HttpBlock["response"]> = {};
  assign(response, "status", taker.integer(...HTTP.status));
  const length = taker.integer(...HTTP.responseSize);
  assign(response, "content_length", length);
  return response;
}

/** The whole URL, or one made of its parts as the conventions say; undefined when the host is not known. */
function takeUrl(taker: AttributeTaker, kind: SpanKind): string | undefined {
  const whole = taker.text(...HTTP.url);
  const scheme = taker.text(...HTTP.scheme) ?? "http";
  const authority = takeAuthority(taker, kind, scheme);
  const target = taker.text(...HTTP.target);
  const path = taker.text(...HTTP.path) ?? "/";
  const query = taker.text(...HTTP.query)?.replace(/^\??/, "?") ?? "";
  if (whole !== undefined) return whole;
  return authority === undefined ? undefined : `${scheme}://${authority}${target ?? `${path}${query}`}`;
}

function takeAuthority(taker: AttributeTaker, kind: SpanKind, scheme: string): string | undefined {
  // Taken even where there is a whole URL: beside it they say nothing new.
  const [host, port] =
    kind === "server"
      ? [taker.text(...NETWORK.ownAddress), taker.integer(...NETWORK.ownPort)]
      : [taker.text(...NETWORK.calleeAddress, ...NETWORK.calleeIp), taker.integer(...NETWORK.calleePort)];
  // Includes the port.
  const hostHeader = taker.text(...HTTP.hostHeader);
  if (hostHeader !== undefined || host === undefined) return hostHeader;
  // Some instrumentations write `127.0.0.1:5177` as the address; a URL has brackets around an address of IPv6.
  const isWithPort = /^[^:]+:\d+$|\]:\d+$/.test(host);
  const isBareIpv6 = !isWithPort && host.includes(":") && !host.startsWith("[");
  const name = isBareIpv6 ? `[${host}]` : host;
  const isDefault = isWithPort || port === undefined || port === DEFAULT_PORTS[scheme];
  return isDefault ? name : `${name}:${port}`;
}
