import { describe, expect, it } from "vitest";
import type { ResourceSpans } from "./span.ts";
import type { Fields } from "./testing/write-protobuf.ts";
import {
  makeAttribute,
  makeRequest,
  readJsonSpans,
  readProtobufSpans,
  spanId,
  traceId,
} from "./testing/read-spans.ts";

const values: [key: string, protobuf: Fields, json: unknown, read: unknown][] = [
  ["text", [[1, "é"]], { stringValue: "é" }, "é"],
  ["empty", [[1, ""]], { stringValue: "" }, ""],
  ["yes", [[2, 1]], { boolValue: true }, true],
  ["no", [[2, 0]], { boolValue: false }, false],
  ["integer", [[3, 300]], { intValue: "300" }, 300],
  ["negative", [[3, -2]], { intValue: -2 }, -2],
  ["large", [[3, 2n ** 53n - 1n]], { intValue: String(2n ** 53n - 1n) }, 2 ** 53 - 1],
  ["lowest", [[3, -(2n ** 63n)]], { intValue: String(-(2n ** 63n)) }, -(2 ** 63)],
  ["double", [[4, { double: -1.5 }]], { doubleValue: -1.5 }, -1.5],
  ["nan", [[4, { double: Number.NaN }]], { doubleValue: "NaN" }, Number.NaN],
  [
    "list",
    [[5, { message: [[1, { message: [[3, 7]] }]] }]],
    { arrayValue: { values: [{ intValue: 7 }] } },
    [7],
  ],
  [
    "object",
    [[6, { message: [[1, { message: makeAttribute("k", [[1, "v"]]) }]] }]],
    { kvlistValue: { values: [{ key: "k", value: { stringValue: "v" } }] } },
    { k: "v" },
  ],
  ["bytes", [[7, Uint8Array.of(1, 2, 255)]], { bytesValue: "AQL/" }, "AQL/"],
  ["nothing", [], {}, null],
];

describe("OTLP", () => {
  it("reads the same from protobuf and from JSON", () => {
    const protobuf = makeRequest(
      [
        [1, traceId],
        [2, spanId],
        [3, "vendor=1"],
        [4, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 9)],
        [16, { fixed32: 0x301 }],
        [5, "GET /"],
        [6, 2],
        [7, { fixed64: 1_795_500_000_123_456_789n }],
        [8, { fixed64: 1_795_500_001_000_000_000n }],
        [9, { message: makeAttribute("a", [[3, 1]]) }],
        [9, { message: makeAttribute("b", [[1, "x"]]) }],
        [10, 4],
        [
          11,
          {
            message: [
              [1, { fixed64: 1_795_500_000_500_000_000n }],
              [2, "exception"],
              [3, { message: makeAttribute("c", [[2, 1]]) }],
            ],
          },
        ],
        [
          13,
          {
            message: [
              [1, traceId],
              [2, spanId],
              [3, ""],
              [4, { message: makeAttribute("d", [[3, 2]]) }],
              [6, { fixed32: 1 }],
            ],
          },
        ],
        [
          15,
          {
            message: [
              [2, "boom"],
              [3, 2],
            ],
          },
        ],
      ],
      [
        [1, "http"],
        [2, "1.0"],
      ],
      [[1, { message: makeAttribute("service.name", [[1, "api"]]) }]],
    );
    const json = {
      resourceSpans: [
        {
          resource: { attributes: [{ key: "service.name", value: { stringValue: "api" } }] },
          scopeSpans: [
            {
              scope: { name: "http", version: "1.0" },
              spans: [
                {
                  traceId: "A0A1A2A3A4A5A6A7A8A9AAABACADAEAF",
                  spanId: "0102030405060708",
                  parentSpanId: "0000000000000009",
                  flags: 0x301,
                  name: "GET /",
                  kind: 2,
                  startTimeUnixNano: "1795500000123456789",
                  endTimeUnixNano: 1_795_500_001_000_000_000,
                  attributes: [
                    { key: "a", value: { intValue: "1" } },
                    { key: "b", value: { stringValue: "x" } },
                  ],
                  events: [
                    {
                      timeUnixNano: "1795500000500000000",
                      name: "exception",
                      attributes: [{ key: "c", value: { boolValue: true } }],
                    },
                  ],
                  links: [
                    {
                      traceId: "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
                      spanId: "0102030405060708",
                      attributes: [{ key: "d", value: { intValue: 2 } }],
                    },
                  ],
                  status: { code: "STATUS_CODE_ERROR", message: "boom" },
                },
              ],
            },
          ],
        },
      ],
    };
    const expected: ResourceSpans[] = [
      {
        resource: new Map([["service.name", "api"]]),
        spans: [
          {
            traceId: "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
            spanId: "0102030405060708",
            parentSpanId: "0000000000000009",
            isParentRemote: true,
            name: "GET /",
            kind: "server",
            startSec: 1_795_500_000.123_457,
            endSec: 1_795_500_001,
            attributes: new Map<string, string | number>([
              ["a", 1],
              ["b", "x"],
            ]),
            events: [{ name: "exception", timeSec: 1_795_500_000.5, attributes: new Map([["c", true]]) }],
            links: [
              {
                traceId: "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
                spanId: "0102030405060708",
                attributes: new Map([["d", 2]]),
              },
            ],
            status: { isError: true, message: "boom" },
            scope: "http 1.0",
          },
        ],
      },
    ];
    expect(readProtobufSpans(protobuf)).toEqual(expected);
    expect(readJsonSpans(JSON.stringify(json))).toEqual(expected);
  });

  it.each(values)("reads the value %s", (_name, protobuf, json, value) => {
    const [binary] = readProtobufSpans(makeRequest([[9, { message: makeAttribute("key", protobuf) }]]));
    expect(binary?.spans[0]?.attributes.get("key")).toEqual(value);
    const span = { attributes: [{ key: "key", value: json }] };
    const [text] = readJsonSpans(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
    expect(text?.spans[0]?.attributes.get("key")).toEqual(value);
  });

  it.each([
    [0, undefined],
    [1, undefined],
    [0x100, false],
    [0x300, true],
  ])("takes from the flags %d that the parent is remote: %s", (flags, isParentRemote) => {
    const [batch] = readProtobufSpans(makeRequest([[16, { fixed32: flags }]]));
    expect(batch?.spans[0]?.isParentRemote).toBe(isParentRemote);
  });

  it.each([
    ["SPAN_KIND_CLIENT", "client"],
    [5, "consumer"],
    [99, "unspecified"],
    ["constructor", "unspecified"],
    [undefined, "unspecified"],
  ])("reads the kind %j of JSON as %s", (kind, expected) => {
    const [batch] = readJsonSpans(
      JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ kind }] }] }] }),
    );
    expect(batch?.spans[0]?.kind).toBe(expected);
  });

  it("takes an id of zeros, an absent one and a time of zero for absent", () => {
    const [batch] = readProtobufSpans(
      makeRequest([
        [1, new Uint8Array(16)],
        [7, { fixed64: 0n }],
      ]),
    );
    expect(batch?.spans[0]).toMatchObject({
      traceId: "",
      spanId: "",
      startSec: Number.NaN,
      endSec: Number.NaN,
    });
  });
});
