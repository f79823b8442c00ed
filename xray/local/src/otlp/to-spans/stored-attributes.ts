import { isRawObject } from "../../protocol/raw-json.ts";
import type {
  AwsBlock,
  HttpBlock,
  SegmentDocument,
  SqlBlock,
  Subsegment,
} from "../../protocol/segment-document.ts";
import { METADATA_PREFIX, RESOURCE_PREFIX } from "../span-values.ts";
import { AttributeBag } from "./stored-span.ts";
import type { StoredAttributes } from "./stored-span.ts";

/** Members of `aws` that tell where a service runs: they are attributes of the resource. */
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
 * Attributes of a segment or subsegment; `toStoredSpan` says which names are whose. An annotation keeps its name
 * whatever else bears it, since `aws.xray.annotation_keys` points at it.
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
  if ("user" in entity) bag.add(entity.user, "enduser.id");
  if ("origin" in entity) bag.add(entity.origin, "aws.xray.origin");
  bag.add(entity.traced, "aws.xray.traced");
  if (entity.end_time === undefined) bag.add(true, "aws.xray.inprogress");
  addAnnotations(bag, entity.annotations ?? {});
  return bag.toObject();
}

/** What a span brought by OTLP is spread again; other namespaces stay whole, as texts. */
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
  bag.add(segment?.name, "aws.local.service");
  bag.add(callee, "aws.remote.service");
  if (namespace === "aws") bag.add(aws?.operation, "aws.remote.operation");
}

/** Both generations of names, as on AWS. */
function addHttp(bag: AttributeBag, { request, response }: HttpBlock): void {
  bag.add(request?.method, "http.request.method", "http.method");
  bag.add(request?.url, "url.full", "http.url");
  bag.add(request?.user_agent, "user_agent.original", "http.user_agent");
  bag.add(request?.client_ip, "client.address", "http.client_ip");
  bag.add(request?.x_forwarded_for, "aws.xray.x_forwarded_for");
  bag.add(request?.traced, "aws.xray.traced");
  bag.add(response?.status, "http.response.status_code", "http.status_code");
  bag.add(response?.content_length, "http.response.body.size", "http.response_content_length");
}

function addAws(
  bag: AttributeBag,
  { name, namespace, aws = {} }: SegmentDocument | Subsegment,
  isSegment: boolean,
): void {
  for (const [member, value] of Object.entries(aws)) {
    if (member === "retries") bag.add(value, "aws.xray.retries");
    else if (!PLACES.has(member) || (member === "account_id" && !isSegment)) bag.add(value, `aws.${member}`);
  }
  addRuleName(bag, aws);
  if (namespace !== "aws") return;
  bag.add("aws-api", "rpc.system");
  bag.add(name, "rpc.service");
  bag.add(aws.operation, "rpc.method");
}

/** Which sampling rule chose the request. */
function addRuleName(bag: AttributeBag, { xray }: AwsBlock): void {
  bag.add(xray?.["rule_name"], "aws.xray.rule_name");
}

/** `cruddur@localhost` names the database and its host. */
function addSql(bag: AttributeBag, sql: SqlBlock, name: string): void {
  const [, database, host] = /^(.+)@([^@]+)$/.exec(name) ?? [];
  bag.add(sql.database_type?.toLowerCase(), "db.system.name", "db.system");
  bag.add(database, "db.namespace", "db.name");
  bag.add(host, "server.address");
  bag.add(sql.sanitized_query, "db.query.text", "db.statement");
  bag.add(sql.user, "db.user");
  bag.add(sql.connection_string ?? sql.url, "db.connection_string");
  bag.add(sql.database_version, "db.version");
  bag.add(sql.driver_version, "db.driver.version");
  bag.add(sql.preparation, "db.preparation");
}

function addAnnotations(bag: AttributeBag, annotations: Readonly<Record<string, unknown>>): void {
  const keys = Object.keys(annotations);
  for (const key of keys) bag.add(annotations[key], key);
  if (keys.length > 0) bag.add(keys, "aws.xray.annotation_keys");
}
