import { AWS_CALL, AWS_CALL_MEMBERS, RPC } from "../attribute-names.ts";
import type { AwsBlock } from "../../protocol/segment-document.ts";
import { textOf } from "./attribute-taker.ts";
import type { AttributeTaker } from "./attribute-taker.ts";
import type { AttributeValue, Attributes, Span } from "../span.ts";

/** Whether an AWS SDK made this call. */
export function isAwsCall({ attributes }: Span): boolean {
  return (
    textOf(attributes, ...RPC.system) === "aws-api" || textOf(attributes, ...AWS_CALL.service) !== undefined
  );
}

/** `DynamoDB`, as the SDKs name the subsegment; undefined where the span does not tell. */
export function awsServiceName({ attributes }: Span): string | undefined {
  return textOf(attributes, ...AWS_CALL.service) ?? rpcServiceOf(attributes);
}

/** `DynamoDB` of `rpc.service`, or of `rpc.method` where today's conventions have `DynamoDB/GetItem`. */
export function rpcServiceOf(attributes: Attributes): string | undefined {
  const [service, method] = textOf(attributes, ...RPC.method)?.split("/") ?? [];
  return textOf(attributes, ...RPC.service) ?? (method === undefined ? undefined : service);
}

/** The resource that was called, and the operation; undefined when neither is known. */
export function takeAwsCall(taker: AttributeTaker, callerAccount: string | undefined): AwsBlock | undefined {
  const aws: Record<string, unknown> = {};
  set(
    aws,
    "operation",
    taker
      .text(...AWS_CALL.operation, ...RPC.method)
      ?.split("/")
      .at(-1),
  );
  for (const [member, names] of Object.entries(AWS_CALL_MEMBERS)) set(aws, member, taker.text(...names));
  set(aws, "retries", taker.integer(...AWS_CALL.retries));
  addTables(aws, taker.value(...AWS_CALL.tables));
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
