import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OtlpError } from "./span.ts";
import { writeProtobuf } from "./testing/write-protobuf.ts";
import type { Fields } from "./testing/write-protobuf.ts";
import {
  makeAttribute,
  makeRequest,
  readJsonSpans,
  readProtobufSpans,
  spanId,
  traceId,
} from "./testing/read-spans.ts";

describe("OTLP", () => {
  it("leaves out what nests without end, and keeps the rest", () => {
    let protobuf: Fields = [[1, "deep"]];
    let json: unknown = { stringValue: "deep" };
    for (let depth = 0; depth < 2_000; depth += 1) {
      protobuf = [[5, { message: [[1, writeProtobuf(protobuf)]] }]];
      json = { arrayValue: { values: [json] } };
    }
    const [binary] = readProtobufSpans(
      makeRequest([
        [5, "x"],
        [9, { message: makeAttribute("key", protobuf) }],
      ]),
    );
    const [text] = readJsonSpans(
      JSON.stringify({
        resourceSpans: [{ scopeSpans: [{ spans: [{ attributes: [{ key: "key", value: json }] }] }] }],
      }),
    );
    expect(binary?.spans[0]?.name).toBe("x");
    expect(JSON.stringify(binary?.spans[0]?.attributes.get("key"))).toBe(
      `${"[".repeat(32)}null${"]".repeat(32)}`,
    );
    expect(text?.spans[0]?.attributes).toEqual(binary?.spans[0]?.attributes);
  });

  it("refuses a request that unfolds into millions of parts", () => {
    const links = new Uint8Array(2_100_000).map((_, index) => (index % 2 === 0 ? 0x6a : 0));
    const request = writeProtobuf([[1, { message: [[2, { message: [[2, links]] }]] }]]);
    expect(() => readProtobufSpans(request)).toThrow(/more than 1000000 parts/);
  });

  it("stops at more spans than a request may have, however they are spread", () => {
    const spans = (count: number): Uint8Array =>
      new Uint8Array(2 * count).map((_, at) => (at % 2 === 0 ? 0x12 : 0));
    const request = (...counts: number[]): Uint8Array<ArrayBuffer> =>
      writeProtobuf(counts.map((count) => [1, { message: [[2, spans(count)]] }]));
    expect(readProtobufSpans(request(10_000, 10_000)).map((batch) => batch.spans.length)).toEqual([
      10_000, 10_000,
    ]);
    expect(() => readProtobufSpans(request(10_000, 10_001))).toThrow(/20001 spans, more than 20000/);
    expect(() => readProtobufSpans(request(1_000_000))).toThrow(/20001 spans, more than 20000/);
    const json = (count: number): object => ({
      scopeSpans: [{ spans: Array.from({ length: count }, () => ({})) }],
    });
    const text = JSON.stringify({ resourceSpans: [json(10_000), json(10_001)] });
    expect(() => readJsonSpans(text)).toThrow(/20001 spans, more than 20000/);
  });

  it.each(["[]", "7", "null", "{", '{"resourceSpans":{}}', ""])("refuses the JSON %j", (text) => {
    expect(() => readJsonSpans(text)).toThrow(OtlpError);
  });

  it("refuses a message that ends early, wherever it is cut", () => {
    const whole = makeRequest([
      [1, traceId],
      [7, { fixed64: 1n }],
      [9, { message: makeAttribute("a", [[1, "x"]]) }],
    ]);
    for (let length = 1; length < whole.length; length += 1) {
      expect(() => readProtobufSpans(whole.subarray(0, length))).toThrow(OtlpError);
    }
  });

  it("never throws anything but OtlpError, whatever the bytes or the JSON", () => {
    const seed = makeRequest([
      [1, traceId],
      [2, spanId],
      [5, "GET"],
      [9, { message: makeAttribute("a", [[1, "x"]]) }],
    ]);
    const mutated = fc
      .array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 6 })
      .map((changes) => {
        const bytes = seed.slice();
        for (const [index, byte] of changes) bytes[index] = byte;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated), (bytes) => {
        expect(isReadOrRefused(() => readProtobufSpans(bytes))).toBe(true);
      }),
      { numRuns: 20_000 },
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const request = `{"resourceSpans":[{"scopeSpans":[{"spans":[${text}]}]}]}`;
        expect(isReadOrRefused(() => readJsonSpans(request))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

function isReadOrRefused(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    return error instanceof OtlpError;
  }
}
