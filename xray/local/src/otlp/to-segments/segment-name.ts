import { DATABASE, HTTP, MESSAGING, NETWORK, RESOURCE, SERVICE } from "../attribute-names.ts";
import { textOf } from "./attribute-taker.ts";
import { awsServiceName, isAwsCall, rpcServiceOf } from "./aws-call.ts";
import { databaseName } from "./sql-block.ts";
import type { Attributes, Span } from "../span.ts";

const NOT_ALLOWED = /[^\p{L}\p{N}\p{Z}_.:/%&#=+\\\-@]/gu;
const MAX_NAME_LENGTH = 200;

/**
 * A segment is named by its service. AWS's exporter takes the resource's name for server spans only and the span's name
 * for others, which its distribution then overrides with `aws.local.service`, the same name; here it is taken for all.
 */
export function segmentName(span: Span, resource: Attributes): string {
  const named =
    textOf(span.attributes, ...SERVICE.awsLocal) ?? (span.kind === "server" ? peerOf(span) : undefined);
  return toName(named ?? textOf(resource, ...RESOURCE.service) ?? span.name);
}

/**
 * A call is named by what it calls, in the order of AWS's exporter (translator/segment.go); local work by its span.
 * Hosts come without their port, as the X-Ray SDKs have them, so that both draw one node.
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

/** `sqlite`: what has neither name nor host is one thing all the same, not one for each statement. */
function systemOf(attributes: Attributes): string | undefined {
  return textOf(attributes, ...DATABASE.system, ...MESSAGING.system);
}

function peerOf({ attributes }: Span): string | undefined {
  return textOf(attributes, ...SERVICE.callee);
}

/** The exporter has the span's name here, `orders publish`; the queue's own is what the node stands for. */
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

/** Takes out what a name must not hold; `span` when nothing is left, as in AWS's exporter. */
export function toName(text: string): string {
  const name = text.replace(NOT_ALLOWED, "");
  return name.trim() === ""
    ? "span"
    : Array.from(name.slice(0, 2 * MAX_NAME_LENGTH))
        .slice(0, MAX_NAME_LENGTH)
        .join("");
}
