import type { AwsBlock } from "../../protocol/segment-document.ts";
import { textOf } from "./attribute-taker.ts";
import type { AttributeTaker } from "./attribute-taker.ts";
import type { AttributeValue, Attributes, Span } from "../span.ts";

/**
 * Members of `aws` by the attributes that they come from: today's conventions, those of earlier instrumentations, and
 * the exporter's own (internal/aws/xray/awsxray.go).
 */
const CALL_MEMBERS: readonly [member: string, ...attributes: string[]][] = [
  ["account_id", "aws.account_id"],
  ["region", "aws.region", "cloud.region"],
  ["request_id", "aws.request_id", "aws.request.id", "aws.requestId"],
  ["id_2", "aws.extended_request_id", "aws.request.extended_id"],
  ["queue_url", "aws.sqs.queue.url", "messaging.url", "aws.queue_url", "aws.queue.url"],
  ["table_name", "aws.table_name", "aws.table.name"],
  ["bucket_name", "aws.s3.bucket"],
  ["key", "aws.s3.key"],
  ["topic_arn", "aws.sns.topic.arn"],
  ["function_name", "faas.invoked_name"],
];

/** Whether the span is a call that an AWS SDK made. */
export function isAwsCall({ attributes }: Span): boolean {
  return (
    textOf(attributes, "rpc.system.name", "rpc.system") === "aws-api" ||
    textOf(attributes, "aws.service") !== undefined
  );
}

/** `DynamoDB`, as the SDKs name the subsegment; undefined where the span does not tell. */
export function awsServiceName({ attributes }: Span): string | undefined {
  return textOf(attributes, "aws.service") ?? rpcServiceOf(attributes);
}

/** `DynamoDB` of `rpc.service`, or of `rpc.method` where today's conventions have `DynamoDB/GetItem`. */
export function rpcServiceOf(attributes: Attributes): string | undefined {
  const [service, method] = textOf(attributes, "rpc.method")?.split("/") ?? [];
  return textOf(attributes, "rpc.service") ?? (method === undefined ? undefined : service);
}

/** Which resource was called and how; undefined when nothing is known. */
export function takeAwsCall(taker: AttributeTaker, callerAccount: string | undefined): AwsBlock | undefined {
  const aws: Record<string, unknown> = {};
  set(aws, "operation", taker.text("aws.operation", "rpc.method")?.split("/").at(-1));
  for (const [member, ...attributes] of CALL_MEMBERS) set(aws, member, taker.text(...attributes));
  set(aws, "retries", taker.integer("aws.xray.retries"));
  addTables(aws, taker.value("aws.dynamodb.table_names"));
  aws["account_id"] ??= callerAccount;
  return Object.values(aws).every((value) => value === undefined) ? undefined : aws;
}

function addTables(aws: Record<string, unknown>, tables: AttributeValue | undefined): void {
  const names = Array.isArray(tables) ? tables : [tables];
  if (names.length === 1 && typeof names[0] === "string") aws["table_name"] = names[0];
  else if (names.length > 1) aws["table_names"] = names;
}

function set(aws: Record<string, unknown>, member: string, value: unknown): void {
  if (value !== undefined) aws[member] = value;
}
