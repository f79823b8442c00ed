import { describe, expect, it } from "vitest";
import { carriedSignal, readCarriedSpans } from "./carried-spans.ts";
import { CARRIED } from "./testing/carried.ts";
import { writeProtobuf } from "./testing/write-protobuf.ts";
import type { Fields } from "./testing/write-protobuf.ts";

function carry(fields: Fields): string {
  return `T1S${Buffer.from(writeProtobuf(fields)).toString("base64")}`;
}

describe("a document that carries spans", () => {
  it("becomes their segments, with the annotations that the resource names", () => {
    const [document, ...others] = readCarriedSpans(CARRIED) ?? [];
    expect(others).toEqual([]);
    expect(JSON.parse(document ?? "")).toMatchObject({
      name: "t1s-svc",
      http: { request: { method: "GET" } },
      annotations: { tenant: "acme" },
      metadata: { default: { "otel.resource.service.name": "t1s-svc" } },
    });
  });

  it("is read behind the mark of the first exporters too", () => {
    expect(readCarriedSpans(`T1${CARRIED.slice(3)}`)).toEqual(readCarriedSpans(CARRIED));
  });

  it.each([
    ["cut off within a character of base64", CARRIED.slice(0, -3)],
    ["cut off within a message", CARRIED.slice(0, -40)],
    ["no base64", "T1S{}"],
    ["no protobuf", `T1S${btoa("text")}`],
    ["more spans than fit into a datagram", carry([[1, { message: [[2, { message: emptySpans(1100) }]] }]])],
    [
      "few bytes that become far more",
      carry([[1, { message: [largeResource(), [2, { message: emptySpans(200) }]] }]]),
    ],
  ])("is left as it is when it is %s", (_case, text) => {
    expect(readCarriedSpans(text)).toBeUndefined();
  });

  it("may have no spans", () => {
    expect(readCarriedSpans("T1S")).toEqual([]);
  });

  function emptySpans(count: number): Fields {
    return Array.from({ length: count }, () => [2, { message: [] }] as const);
  }

  function largeResource(): readonly [number, { message: Fields }] {
    const attribute = [[1, "text"] as const, [2, { message: [[1, "x".repeat(40_000)] as const] }] as const];
    return [1, { message: [[1, { message: attribute }]] }];
  }
});

it.each([
  ["T1SCg==", "spans"],
  ["T1Cg==", "spans"],
  ["T1UCg==", "left out"],
  ["M1Cg==", "left out"],
  ['{"id":"T1S"}', undefined],
  ["", undefined],
])("%j carries %s", (text, signal) => {
  expect(carriedSignal(text)).toBe(signal);
});
