import { finishSteps } from "../finish-steps.ts";
import type { ResourceSpans } from "../span.ts";
import { readJsonSpans as stepThroughJson } from "../wire/read-json.ts";
import { readProtobufSpans as stepThroughProtobuf } from "../wire/read-protobuf.ts";
import { writeProtobuf } from "./write-protobuf.ts";
import type { Fields } from "./write-protobuf.ts";

export function readJsonSpans(text: string): ResourceSpans[] {
  return finishSteps(stepThroughJson(text));
}

export function readProtobufSpans(bytes: Uint8Array): ResourceSpans[] {
  return finishSteps(stepThroughProtobuf(bytes));
}

export const traceId = Uint8Array.from({ length: 16 }, (_, index) => index + 0xa0);
export const spanId = Uint8Array.from({ length: 8 }, (_, index) => index + 1);

export function makeRequest(span: Fields, scope: Fields = [], resource: Fields = []): Uint8Array {
  const scopeSpans: Fields = [
    [2, { message: span }],
    [1, { message: scope }],
  ];
  const resourceSpans: Fields = [
    [1, { message: resource }],
    [2, { message: scopeSpans }],
    [3, "https://opentelemetry.io/schemas/1.40.0"],
  ];
  return writeProtobuf([[1, { message: resourceSpans }]]);
}

export function makeAttribute(key: string, value: Fields): Fields {
  return [
    [1, key],
    [2, { message: value }],
  ];
}
