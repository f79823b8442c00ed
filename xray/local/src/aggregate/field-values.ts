import type { FigureField, FigureSubject } from "../console-wire/figures.ts";
import { serviceKey } from "../model/trace-topology.ts";
import type { ActivityKinds, CallKind, ExceptionKind, RequestKind } from "../model/trace-activity.ts";
import type { AnnotationFacts, TraceFacts } from "../model/trace-facts.ts";
import { templateUrl } from "../trace/activity/text-templates.ts";
import type { FigureItem } from "./figure-item.ts";

/** The different values of a field that an item has; none when it has no such field. */
export type ReadValues = (item: FigureItem) => readonly string[];

const NONE: readonly string[] = [];

/** Words for this many annotations are cached; for others they are made each time. */
const MAX_WORDS = 20_000;

export function readerOf(subject: FigureSubject, field: FigureField): ReadValues {
  if (field === "outcome") return ({ outcome }) => [outcome];
  if (subject === "traces") {
    const read = ofTrace(field);
    return ({ facts, kinds }) => read(facts, kinds);
  }
  const readRequest = ofRequests(field);
  if (subject === "requests") return ({ kinds, place }) => one(readRequest(kinds(), place));
  if (subject === "calls" || subject === "parts") {
    return ({ kinds, place }) => {
      const request = place - kinds().calls.length;
      if (subject === "parts" && request >= 0) return one(readRequest(kinds(), request));
      const call = kinds().calls[place];
      if (call === undefined) return NONE;
      return one(ofCall(field, call) ?? readRequest(kinds(), call.request));
    };
  }
  return ({ kinds, place }) => {
    const exception = kinds().exceptions[place];
    if (exception === undefined) return NONE;
    return one(ofException(field, exception, kinds()) ?? readRequest(kinds(), exception.request));
  };
}

function one(value: string | undefined): readonly string[] {
  return value === undefined ? NONE : [value];
}

function ofTrace(field: FigureField): (facts: TraceFacts, kinds: () => ActivityKinds) => readonly string[] {
  const key = annotationKey(field);
  if (field === "annotation") {
    // Traces share their annotations as objects.
    const words = new Map<AnnotationFacts, string>();
    const toWords = (annotation: AnnotationFacts): string => {
      const known = words.get(annotation);
      if (known !== undefined) return known;
      const text = `${annotation.key} = ${toText(annotation.value)}`;
      if (words.size < MAX_WORDS) words.set(annotation, text);
      return text;
    };
    return ({ annotations }) => distinct(annotations.map(toWords));
  }
  if (key !== undefined) {
    return ({ annotations }) =>
      distinct(annotations.filter((each) => each.key === key).map(({ value }) => toText(value)));
  }
  return TRACE_FIELDS[field] ?? (() => NONE);
}

type TraceField = (facts: TraceFacts, kinds: () => ActivityKinds) => readonly string[];

const TRACE_FIELDS: Partial<Record<FigureField, TraceField>> = {
  service: ({ services }) =>
    distinct(services.filter(({ client }) => !client).map(({ id }) => serviceKey(id))),
  entryPoint: ({ services, entryPoint }) => {
    const entry = entryPoint === undefined ? undefined : services[entryPoint];
    return entry === undefined ? NONE : [serviceKey(entry.id)];
  },
  endpoint: ({ http }) => one(endpointOf({ method: http.method, url: http.url && templateUrl(http.url) })),
  url: ({ http }) => (http.url === undefined ? NONE : [templateUrl(http.url)]),
  method: ({ http }) => one(http.method),
  status: ({ http }) => (http.status === undefined ? NONE : [String(http.status)]),
  userAgent: ({ http }) => one(http.userAgent),
  clientIp: ({ http }) => one(http.clientIp),
  user: ({ users }) => distinct(users.map(({ name }) => name)),
  instance: ({ instanceIds }) => instanceIds,
  zone: ({ availabilityZones }) => availabilityZones,
  rootCause: (_, kinds) => one(kinds().rootCause),
  mostOfIt: (_, kinds) => one(kinds().mostOfIt),
  version: (_, kinds) =>
    distinct(
      kinds()
        .requests.map(versionOf)
        .filter((version) => version !== undefined),
    ),
  call: (_, kinds) => distinct(kinds().calls.map(callKey)),
  kind: (_, kinds) => distinct(kinds().calls.map(({ kind }) => kind)),
  target: (_, kinds) => distinct(kinds().calls.map(({ target }) => target)),
  statement: (_, kinds) => callsOf("sql", kinds()),
  awsCall: (_, kinds) => callsOf("aws", kinds()),
  remoteCall: (_, kinds) => callsOf("remote", kinds()),
  exception: (_, kinds) => distinct(kinds().exceptions.map((each) => exceptionKey(each, kinds()))),
};

function callsOf(kind: CallKind["kind"], { calls }: ActivityKinds): readonly string[] {
  return distinct(calls.filter((call) => call.kind === kind).map(callKey));
}

function ofRequests(field: FigureField): (kinds: ActivityKinds, place: number) => string | undefined {
  return ({ requests }, place) => {
    const request = requests[place];
    if (request === undefined) return undefined;
    const caller = request.caller === undefined ? undefined : requests[request.caller];
    if (field === "caller") return caller?.service;
    if (field === "callerEndpoint") return caller && endpointOf(caller);
    return ofRequest(field, request);
  };
}

function ofRequest(field: FigureField, request: RequestKind): string | undefined {
  if (field === "service") return request.service;
  if (field === "endpoint") return endpointOf(request);
  if (field === "url") return request.url;
  if (field === "method") return request.method;
  if (field === "status") return request.status === undefined ? undefined : String(request.status);
  // The service is another field.
  return field === "version" ? request.version : undefined;
}

const KIND_OF = { statement: "sql", awsCall: "aws", remoteCall: "remote" } as const;

function ofCall(field: FigureField, call: CallKind): string | undefined {
  if (field === "call") return callKey(call);
  if (field === "kind") return call.kind;
  if (field === "target") return call.target;
  if (field === "statement" || field === "awsCall" || field === "remoteCall") {
    return call.kind === KIND_OF[field] ? callKey(call) : undefined;
  }
  return undefined;
}

function ofException(field: FigureField, exception: ExceptionKind, kinds: ActivityKinds): string | undefined {
  return field === "exception" ? exceptionKey(exception, kinds) : undefined;
}

/** Calls with the same key are of one kind; readable, because it is in URLs. */
export function callKey({ kind, target, text, resource = "" }: CallKind): string {
  return [kind, target, resource, text].join(" ");
}

/** Type, message and the first frame of the application; without a frame, where it was thrown. */
export function exceptionKey({ type, message, frame, request }: ExceptionKind, kinds: ActivityKinds): string {
  return `${type}: ${message} (${frame ?? kinds.requests[request]?.service ?? ""})`;
}

/** `POST /api/checkout`; a request without HTTP has no endpoint. */
function endpointOf({
  method,
  url,
}: {
  method?: string | undefined;
  url?: string | undefined;
}): string | undefined {
  if (url === undefined) return method;
  return method === undefined ? url : `${method} ${url}`;
}

/** `2.4.1 of checkout`. */
function versionOf({ version, service }: RequestKind): string | undefined {
  return version === undefined ? undefined : `${version} of ${service}`;
}

function annotationKey(field: FigureField): string | undefined {
  return field.startsWith("annotation.") ? field.slice("annotation.".length) : undefined;
}

function toText(value: string | number | boolean): string {
  return String(value);
}

function distinct(values: readonly string[]): readonly string[] {
  if (values.length < 2 || (values.length === 2 && values[0] !== values[1])) return values;
  return [...new Set(values)];
}
