import { assign } from "../../protocol/raw-json.ts";
import type { HttpBlock } from "../../protocol/segment-document.ts";
import { integerOf, textOf } from "./attribute-taker.ts";
import type { AttributeTaker } from "./attribute-taker.ts";
import type { Attributes, SpanKind } from "../span.ts";

/** The attribute's names in the stable conventions and in those before 2023. Source: OpenTelemetry, "HTTP attribute registry". */
const METHOD = ["http.request.method", "http.method"];
const STATUS = ["http.response.status_code", "http.status_code"];
const URL = ["url.full", "http.url"];

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

export function httpStatusOf(attributes: Attributes): number | undefined {
  return integerOf(attributes, ...STATUS);
}

/** Undefined when the span is about no HTTP request. `attributes` are all of the span's, also those already taken. */
export function takeHttp(
  taker: AttributeTaker,
  attributes: Attributes,
  kind: SpanKind,
): HttpBlock | undefined {
  if (textOf(attributes, ...METHOD, ...URL) === undefined && httpStatusOf(attributes) === undefined) {
    return undefined;
  }
  return { request: takeRequest(taker, kind), response: takeResponse(taker) };
}

function takeRequest(taker: AttributeTaker, kind: SpanKind): NonNullable<HttpBlock["request"]> {
  const request: NonNullable<HttpBlock["request"]> = {};
  assign(request, "method", taker.text(...METHOD));
  assign(request, "url", takeUrl(taker, kind));
  assign(request, "user_agent", taker.text("user_agent.original", "http.user_agent"));
  if (kind === "server") addClient(request, taker);
  return request;
}

/** The address is the header's where it is not the socket's. */
function addClient(request: NonNullable<HttpBlock["request"]>, taker: AttributeTaker): void {
  const client = taker.text("client.address", "http.client_ip");
  const peer = taker.text("network.peer.address", "net.sock.peer.addr", "net.peer.ip");
  assign(request, "client_ip", client ?? peer);
  if (client !== undefined && client !== peer) request.x_forwarded_for = true;
}

function takeResponse(taker: AttributeTaker): NonNullable<HttpBlock["response"]> {
  const response: NonNullable<HttpBlock["response"]> = {};
  assign(response, "status", taker.integer(...STATUS));
  const length = taker.integer("http.response.body.size", "http.response_content_length");
  assign(response, "content_length", length);
  return response;
}

/** The whole URL, or one put together of its parts as the conventions have it; undefined when the host is not known. */
function takeUrl(taker: AttributeTaker, kind: SpanKind): string | undefined {
  const whole = taker.text(...URL);
  const scheme = taker.text("url.scheme", "http.scheme") ?? "http";
  const authority = takeAuthority(taker, kind, scheme);
  const target = taker.text("http.target");
  const path = taker.text("url.path") ?? "/";
  const query = taker.text("url.query")?.replace(/^\??/, "?") ?? "";
  if (whole !== undefined) return whole;
  return authority === undefined ? undefined : `${scheme}://${authority}${target ?? `${path}${query}`}`;
}

function takeAuthority(taker: AttributeTaker, kind: SpanKind, scheme: string): string | undefined {
  // Taken in any case: beside a URL they say nothing new.
  const [host, port] =
    kind === "server"
      ? [
          taker.text("server.address", "http.server_name", "net.host.name"),
          taker.integer("server.port", "net.host.port"),
        ]
      : [
          taker.text("server.address", "net.peer.name", "net.peer.ip"),
          taker.integer("server.port", "net.peer.port"),
        ];
  // It has the port in it.
  const hostHeader = taker.text("http.host");
  if (hostHeader !== undefined || host === undefined) return hostHeader;
  const isDefault = port === undefined || port === DEFAULT_PORTS[scheme];
  return isDefault ? host : `${host}:${port}`;
}
