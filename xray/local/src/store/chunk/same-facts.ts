import type { ActivityKinds, CallKind, ExceptionKind, RequestKind } from "../../model/trace-activity.ts";
import type { HttpFacts } from "../../model/trace-facts.ts";

export function isSameHttp(left: HttpFacts, right: HttpFacts): boolean {
  return (
    left === right ||
    (left.url === right.url &&
      left.method === right.method &&
      left.status === right.status &&
      left.userAgent === right.userAgent &&
      left.clientIp === right.clientIp)
  );
}

/** A text that tells most kinds apart. */
export function toKindsKey({ rootCause, mostOfIt, requests }: ActivityKinds): string {
  return requests[0]?.url ?? rootCause ?? mostOfIt ?? "";
}

export function isSameKinds(left: ActivityKinds, right: ActivityKinds): boolean {
  return (
    left.rootCause === right.rootCause &&
    left.mostOfIt === right.mostOfIt &&
    isSameList(left.requests, right.requests, isSameRequest) &&
    isSameList(left.calls, right.calls, isSameCall) &&
    isSameList(left.exceptions, right.exceptions, isSameException)
  );
}

function isSameRequest(left: RequestKind, right: RequestKind): boolean {
  return (
    left.service === right.service &&
    left.method === right.method &&
    left.url === right.url &&
    left.status === right.status &&
    left.version === right.version &&
    left.caller === right.caller
  );
}

function isSameCall(left: CallKind, right: CallKind): boolean {
  return (
    left.request === right.request &&
    left.kind === right.kind &&
    left.target === right.target &&
    left.text === right.text &&
    left.resource === right.resource
  );
}

function isSameException(left: ExceptionKind, right: ExceptionKind): boolean {
  return (
    left.request === right.request &&
    left.type === right.type &&
    left.message === right.message &&
    left.frame === right.frame &&
    left.reachedClient === right.reachedClient &&
    isSameList(left.way, right.way, Object.is)
  );
}

function isSameList<Item>(
  left: readonly Item[],
  right: readonly Item[],
  isSame: (left: Item, right: Item) => boolean,
): boolean {
  if (left.length !== right.length) return false;
  for (const [index, item] of left.entries()) {
    const other = right[index];
    if (other === undefined || !isSame(item, other)) return false;
  }
  return true;
}
