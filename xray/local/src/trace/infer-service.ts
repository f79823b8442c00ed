import type { ServiceId } from "../protocol/api-types.ts";
import type { AwsBlock, SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import type { TraceStep } from "./trace-step.ts";

/** Which member of `aws` names the resource that was called, and the type that its node then has. */
interface ResourceRule {
  service: string;
  member: string;
  type: string;
}

/** By the subsegment's name in lower case: Node writes `DynamoDB`, Python `dynamodb`. */
const RESOURCES: ReadonlyMap<string, ResourceRule> = new Map([
  ["dynamodb", { service: "DynamoDB", member: "table_name", type: "AWS::DynamoDB::Table" }],
  ["sqs", { service: "SQS", member: "queue_url", type: "AWS::SQS::Queue" }],
  ["sns", { service: "SNS", member: "topic_arn", type: "AWS::SNS" }],
  ["s3", { service: "S3", member: "bucket_name", type: "AWS::S3::Bucket" }],
  ["lambda", { service: "Lambda", member: "function_name", type: "AWS::Lambda" }],
]);

/** Services that take a message and hand it on later. */
const MESSAGING_TYPE = /^AWS::(SQS|SNS)/;

/** Name and type of a segment's node. */
export function serviceOfSegment(segment: SegmentDocument): ServiceId {
  return toServiceId(segment.name, segment.origin, segment.aws);
}

/**
 * The node that a call leads to when the callee tells nothing of itself; undefined for local work.
 * Source: AWS X-Ray Developer Guide, "Concepts" (inferred segments) and "Getting data".
 */
export function inferService(entity: SegmentDocument | Subsegment): ServiceId | undefined {
  if (entity.namespace === "aws") return inferAwsService(entity);
  if (entity.namespace !== "remote") return undefined;
  return toServiceId(entity.name, entity.sql === undefined ? "remote" : "Database::SQL", entity.aws);
}

function inferAwsService(entity: SegmentDocument | Subsegment): ServiceId {
  const rule = RESOURCES.get(entity.name.toLowerCase());
  const resource = rule && entity.aws?.[rule.member];
  if (rule && typeof resource === "string" && resource !== "") {
    return toServiceId(resource, rule.type, entity.aws);
  }
  // A browser names the host, which is no service's name.
  const type = entity.name.includes(".") ? "remote" : `AWS::${rule?.service ?? entity.name}`;
  return toServiceId(entity.name, type, entity.aws);
}

/** The inferred node of a step: where no callee sent a segment, or where a queue or topic lies between the two. */
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

/** `AWS::SNS` and `AWS::SNS::Topic` are. */
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
