import type { ServiceId } from "../protocol/api-types.ts";
import type { AwsBlock, SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import type { TraceStep } from "./trace-step.ts";

/** The member of `aws` that names the called resource, and the type of its node. */
interface ResourceRule {
  service: string;
  member: string;
  type: string;
}

const SQS: ResourceRule = { service: "SQS", member: "queue_url", type: "AWS::SQS::Queue" };
const SNS: ResourceRule = { service: "SNS", member: "topic_arn", type: "AWS::SNS" };
const S3: ResourceRule = { service: "S3", member: "bucket_name", type: "AWS::S3::Bucket" };

/** By `familiarName`; .NET's SDK has the long names. */
const RESOURCES: ReadonlyMap<string, ResourceRule> = new Map([
  ["dynamodb", { service: "DynamoDB", member: "table_name", type: "AWS::DynamoDB::Table" }],
  ["sqs", SQS],
  ["simplequeueservice", SQS],
  ["sns", SNS],
  ["simplenotificationservice", SNS],
  ["s3", S3],
  ["simplestorageservice", S3],
  ["lambda", { service: "Lambda", member: "function_name", type: "AWS::Lambda" }],
]);

/**
 * The part of a service's name that all SDKs share, in lower case. Sources: the names that the X-Ray SDKs for Node
 * (`DynamoDB`), Python (`dynamodb`), Java (`AmazonDynamoDBv2`, `Amazon S3`, `AWSLambda`), .NET (`DynamoDBv2`) and Ruby
 * (`Amazon SQS`) give to their subsegments.
 */
function familiarName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:amazon|aws)\s*/, "")
    .replace(/v\d+$/, "")
    .replaceAll(" ", "");
}

/** Services that accept a message and deliver it later. */
const MESSAGING_TYPE = /^AWS::(SQS|SNS)/;

/** The name and type of a segment's node; for a segment that X-Ray inferred, those of the called resource. */
export function serviceOfSegment(segment: SegmentDocument): ServiceId {
  const { name, origin, aws } = segment;
  if (segment.inferred !== true) return toServiceId(name, origin, aws);
  return toServiceId(findResource(segment)?.name ?? name, origin ?? "remote", aws);
}

/**
 * The node of a call whose callee sent nothing; undefined for local work. Source: AWS X-Ray Developer Guide, "Concepts"
 * (inferred segments) and "Getting data".
 */
export function inferService(entity: SegmentDocument | Subsegment): ServiceId | undefined {
  if (entity.namespace === "aws") return inferAwsService(entity);
  if (entity.namespace !== "remote") return undefined;
  return toServiceId(entity.name, entity.sql === undefined ? "remote" : "Database::SQL", entity.aws);
}

function inferAwsService(entity: SegmentDocument | Subsegment): ServiceId {
  const resource = findResource(entity);
  if (resource !== undefined) return toServiceId(resource.name, resource.type, entity.aws);
  const { name, aws } = entity;
  // A browser gives the host, which is not the name of a service.
  if (name.includes(".")) return toServiceId(name, "remote", aws);
  return toServiceId(name, `AWS::${RESOURCES.get(familiarName(name))?.service ?? name}`, aws);
}

/** The table, queue, topic, bucket or function of the call, where the call names one. */
function findResource({
  name,
  aws,
}: SegmentDocument | Subsegment): { name: string; type: string } | undefined {
  const rule = RESOURCES.get(familiarName(name));
  if (rule === undefined || aws === undefined) return undefined;
  const { [rule.member]: member, table_names: tables, resource_names: resources } = aws;
  const named = [member, onlyOf(tables), onlyOf(resources)].find(
    (candidate) => typeof candidate === "string" && candidate !== "",
  );
  return typeof named === "string" ? { name: named, type: rule.type } : undefined;
}

/** A call of several tables belongs to none of them. */
function onlyOf(names: unknown): unknown {
  return Array.isArray(names) && names.length === 1 ? names[0] : undefined;
}

/** The inferred node of a step: where no callee sent a segment, or a queue or topic lies between the two. */
export function inferredServiceOf(step: TraceStep): ServiceId | undefined {
  if (step.kind === "segment") return undefined;
  const service = inferService(step.entity) ?? (step.inferred && serviceOfSegment(step.inferred));
  if (service === undefined || step.callees.length === 0) return service;
  const type = service.Type ?? "";
  if (!MESSAGING_TYPE.test(type)) return undefined;
  const answersItself = step.callees.some(
    ({ entity }) => "origin" in entity && isSameFamily(entity.origin, type),
  );
  return answersItself ? undefined : service;
}

/** For example `AWS::SNS` and `AWS::SNS::Topic`. */
function isSameFamily(origin: string | undefined, type: string): boolean {
  const family = (name: string) => name.split("::").slice(0, 2).join("::");
  return origin !== undefined && family(origin) === family(type);
}

function toServiceId(name: string, type: string | undefined, aws: AwsBlock | undefined): ServiceId {
  const id: ServiceId = { Name: name, Names: [name] };
  if (aws?.account_id !== undefined) id.AccountId = aws.account_id;
  if (type !== undefined) id.Type = type;
  return id;
}
