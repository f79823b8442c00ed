import { DATABASE, HTTP, MESSAGING, NETWORK, RESOURCE, SERVICE } from "../attribute-names.ts";
import { textOf } from "./attribute-taker.ts";
import { awsServiceName, isAwsCall, rpcServiceOf } from "./aws-call.ts";
import { databaseName } from "./sql-block.ts";
import type { Attributes, Span } from "../span.ts";

const NOT_ALLOWED = /[^\p{L}\p{N}\p{Z}_.:/%&#=+\\\-@]/gu;
const MAX_NAME_LENGTH = 200;

/**
 * A segment has the name of its service. AWS's exporter uses the resource's name for server spans only, and the span's
 * name for others; AWS's distribution then overrides it with `aws.local.service`, the same name. Here all segments get
 * the service's name.
 */
export function segmentName(span: Span, resource: Attributes): string {
  const named =
    textOf(span.attributes, ...SERVICE.awsLocal) ?? (span.kind === "server" ? peerOf(span) : undefined);
  return toName(named ?? textOf(resource, ...RESOURCE.service) ?? span.name);
}

/**
 * A call has the name of what it calls, found in the order of AWS's exporter (translator/segment.go); local work has
 * the name of its span. Hosts have no port, as in the X-Ray SDKs, so that both kinds of SDK draw one node.
 */
export function subsegmentName(span: Span): string {
  return toName(calleeOf(span) ?? span.name);
}

function calleeOf(span: Span): string | undefined {
  const { attributes, kind } = span;
  const isCall = kind === "client" || kind === "producer" || kind === "consumer";
  const remote = isCall ? textOf(attributes, ...SERVICE.awsRemote) : undefined;
  if (remote !== undefined) return isAwsCall(span) ? remote.replace(/^AWS(?:\.SDK\.|::)/, "") : remote;
  const named = peerOf(span) ?? (isAwsCall(span) ? awsServiceName(span) : undefined);
  if (named !== undefined || kind === "internal" || kind === "unspecified") return named;
  const called = databaseName(span) ?? rpcServiceOf(attributes) ?? queueOf(span) ?? hostOf(attributes);
  return called ?? systemOf(attributes);
}

/** `sqlite`: a database without a name or host is one node, not one for each statement. */
function systemOf(attributes: Attributes): string | undefined {
  return textOf(attributes, ...DATABASE.system, ...MESSAGING.system);
}

function peerOf({ attributes }: Span): string | undefined {
  return textOf(attributes, ...SERVICE.callee);
}

/** The name of the queue, which the node stands for. The exporter uses the span's name, `orders publish`. */
function queueOf({ attributes, kind }: Span): string | undefined {
  return kind === "client" ? undefined : textOf(attributes, ...MESSAGING.destination);
}

function hostOf(attributes: Attributes): string | undefined {
  const host = textOf(attributes, ...HTTP.hostHeader)?.replace(/:\d+$/, "");
  return host ?? textOf(attributes, ...NETWORK.calleeAddress) ?? hostOfUrl(attributes);
}

function hostOfUrl(attributes: Attributes): string | undefined {
  const url = textOf(attributes, ...HTTP.url);
  return url === undefined ? undefined : (URL.parse(url)?.hostname ?? undefined);
}

/** Removes what a name must not hold; `span` when nothing is left, as in AWS's exporter. */
export function toName(text: string): string {
  const name = text.replace(NOT_ALLOWED, "");
  return name.trim() === ""
    ? "span"
    : Array.from(name.slice(0, 2 * MAX_NAME_LENGTH))
        .slice(0, MAX_NAME_LENGTH)
        .join("");
}
