import {
  AWS_CALL,
  DATABASE,
  HTTP,
  METADATA_PREFIX,
  NETWORK,
  RESOURCE_PREFIX,
  RPC,
  SERVICE,
  XRAY,
} from "../attribute-names.ts";
import { isRawObject } from "../../protocol/raw-json.ts";
import type {
  AwsBlock,
  HttpBlock,
  SegmentDocument,
  SqlBlock,
  Subsegment,
} from "../../protocol/segment-document.ts";
import { AttributeBag } from "./stored-span.ts";
import type { StoredAttributes } from "./stored-span.ts";

/** Members of `aws` that tell where a service runs: they become attributes of the resource. */
const PLACES: ReadonlySet<string> = new Set([
  "account_id",
  "ec2",
  "ecs",
  "eks",
  "elastic_beanstalk",
  "cloudwatch_logs",
  "xray",
]);

/**
 * The attributes of a segment or subsegment; `toStoredSpan` says where each name comes from. An annotation keeps its
 * name even where another attribute has the same one, because `aws.xray.annotation_keys` lists it.
 */
export function toStoredAttributes(
  entity: SegmentDocument | Subsegment,
  segment: SegmentDocument | undefined,
  callee: string | undefined,
): StoredAttributes {
  const bag = new AttributeBag();
  addMetadata(bag, entity.metadata ?? {});
  addServices(bag, entity, segment, callee);
  addHttp(bag, entity.http ?? {});
  addAws(bag, entity, entity === segment);
  if (entity.sql !== undefined) addSql(bag, entity.sql, entity.name);
  if ("user" in entity) bag.add(entity.user, SERVICE.user[0]);
  if ("origin" in entity) bag.add(entity.origin, ...XRAY.origin);
  bag.add(entity.traced, ...XRAY.traced);
  if (entity.end_time === undefined) bag.add(true, ...XRAY.inProgress);
  addAnnotations(bag, entity.annotations ?? {});
  return bag.toObject();
}

/** Spreads what a span brought by OTLP into attributes again; other namespaces stay whole, as texts. */
function addMetadata(bag: AttributeBag, metadata: Readonly<Record<string, unknown>>): void {
  for (const [namespace, value] of Object.entries(metadata)) {
    if (isFromSpan(metadata, namespace) && isRawObject(value)) addSpread(bag, namespace, value);
    else bag.add(JSON.stringify(value), METADATA_PREFIX + namespace);
  }
}

function isFromSpan(
  { default: defaults, otel }: Readonly<Record<string, unknown>>,
  namespace: string,
): boolean {
  if (namespace === "otel") return true;
  const hasResource = (): boolean =>
    isRawObject(defaults) && Object.keys(defaults).some((key) => key.startsWith(RESOURCE_PREFIX));
  return namespace === "default" && (otel !== undefined || hasResource());
}

function addSpread(bag: AttributeBag, namespace: string, values: Readonly<Record<string, unknown>>): void {
  if (namespace === "otel") return;
  for (const [key, value] of Object.entries(values)) {
    if (!key.startsWith(RESOURCE_PREFIX)) bag.add(value, key);
  }
}

function addServices(
  bag: AttributeBag,
  { namespace, aws }: SegmentDocument | Subsegment,
  segment: SegmentDocument | undefined,
  callee: string | undefined,
): void {
  bag.add(segment?.name, ...SERVICE.awsLocal);
  bag.add(callee, ...SERVICE.awsRemote);
  if (namespace === "aws") bag.add(aws?.operation, ...SERVICE.awsRemoteOperation);
}

/** Uses both generations of names, as AWS does. */
function addHttp(bag: AttributeBag, { request, response }: HttpBlock): void {
  bag.add(request?.method, ...HTTP.method);
  bag.add(request?.url, ...HTTP.url);
  bag.add(request?.user_agent, ...HTTP.userAgent);
  bag.add(request?.client_ip, ...HTTP.clientAddress);
  bag.add(request?.x_forwarded_for, ...XRAY.forwardedFor);
  bag.add(request?.traced, ...XRAY.traced);
  bag.add(response?.status, ...HTTP.status);
  bag.add(response?.content_length, ...HTTP.responseSize);
}

function addAws(
  bag: AttributeBag,
  { name, namespace, aws = {} }: SegmentDocument | Subsegment,
  isSegment: boolean,
): void {
  for (const [member, value] of Object.entries(aws)) {
    if (member === "retries") bag.add(value, ...AWS_CALL.retries);
    else if (!PLACES.has(member) || (member === "account_id" && !isSegment)) bag.add(value, `aws.${member}`);
  }
  addRuleName(bag, aws);
  if (namespace !== "aws") return;
  bag.add("aws-api", RPC.system[1]);
  bag.add(name, ...RPC.service);
  bag.add(aws.operation, ...RPC.method);
}

/** The sampling rule that chose the request. */
function addRuleName(bag: AttributeBag, { xray }: AwsBlock): void {
  bag.add(xray?.["rule_name"], ...XRAY.ruleName);
}

/** `cruddur@localhost` names the database and its host. */
function addSql(bag: AttributeBag, sql: SqlBlock, name: string): void {
  const [, database, host] = /^(.+)@([^@]+)$/.exec(name) ?? [];
  bag.add(sql.database_type?.toLowerCase(), ...DATABASE.system);
  bag.add(database, ...DATABASE.name);
  bag.add(host, NETWORK.calleeAddress[0]);
  bag.add(sql.sanitized_query, ...DATABASE.statement);
  bag.add(sql.user, ...DATABASE.user);
  bag.add(sql.connection_string ?? sql.url, ...DATABASE.connection);
  bag.add(sql.database_version, ...DATABASE.version);
  bag.add(sql.driver_version, ...DATABASE.driverVersion);
  bag.add(sql.preparation, ...DATABASE.preparation);
}

function addAnnotations(bag: AttributeBag, annotations: Readonly<Record<string, unknown>>): void {
  const keys = Object.keys(annotations);
  for (const key of keys) bag.add(annotations[key], key);
  if (keys.length > 0) bag.add(keys, ...XRAY.annotationKeys);
}
