/** An answer of OTLP, in the encoding of the request. Source: OTLP specification, "OTLP/HTTP Response". */
export interface OtlpAnswer {
  contentType: string;
  body: Uint8Array | string;
}

export type OtlpEncoding = "protobuf" | "json";

/** Codes of google.rpc.Status. */
export const INVALID_ARGUMENT = 3;
export const UNAVAILABLE = 14;

/** Writes an ExportTraceServiceResponse: empty when all went well, else with how many spans were rejected and why. */
export function writeSuccess(
  encoding: OtlpEncoding,
  rejectedSpans: number,
  errorMessage: string,
): OtlpAnswer {
  if (encoding === "json") {
    const partialSuccess = { rejectedSpans, errorMessage };
    return toJson(rejectedSpans === 0 ? {} : { partialSuccess });
  }
  if (rejectedSpans === 0) return toProtobuf([]);
  return toProtobuf(message(1, [...number(1, rejectedSpans), ...text(2, errorMessage)]));
}

/** Writes a google.rpc.Status. */
export function writeFailure(encoding: OtlpEncoding, code: number, reason: string): OtlpAnswer {
  if (encoding === "json") return toJson({ code, message: reason });
  return toProtobuf([...number(1, code), ...text(2, reason)]);
}

function toJson(body: object): OtlpAnswer {
  return { contentType: "application/json", body: JSON.stringify(body) };
}

function toProtobuf(bytes: readonly number[]): OtlpAnswer {
  return { contentType: "application/x-protobuf", body: Uint8Array.from(bytes) };
}

function number(field: number, value: number): number[] {
  return [field * 8, ...varint(value)];
}

function text(field: number, value: string): number[] {
  return message(field, [...new TextEncoder().encode(value)]);
}

function message(field: number, bytes: readonly number[]): number[] {
  return [field * 8 + 2, ...varint(bytes.length), ...bytes];
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...varint(Math.floor(value / 0x80))];
}
