import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { MAX_DOCUMENT_BYTES, parseSegmentDocument } from "./parse-segment-document.ts";
import * as sdk from "./testing/sdk-documents.ts";
import { parseValue, parseValid, segment, subsegment } from "./testing/parse-value.ts";

const independent = { ...segment, type: "subsegment", parent_id: "d0be29206e3d197d" };

describe("ids, names and times", () => {
  it("takes a W3C trace id in the native form", () => {
    const document = parseValid({ ...segment, trace_id: "4efaaf4d1e8720b39541901950019ee5" });
    expect(document.trace_id).toBe("1-4efaaf4d-1e8720b39541901950019ee5");
  });

  it("brings ids into lower case, so that parents are found", () => {
    const document = parseValid({ ...independent, id: "C5A141F311DF5E9B", parent_id: "D0BE29206E3D197D" });
    expect(document).toMatchObject({ id: "c5a141f311df5e9b", parent_id: "d0be29206e3d197d" });
  });

  test.each(["a", "x".repeat(200), "größe 日本 ٣", "db@host", "a_b.c:d/e%f&g#h=i+j\\k-l@m", "a b\u00a0c"])(
    "takes the name %j",
    (name) => {
      expect(parseValid({ ...segment, name }).name).toBe(name);
    },
  );

  it("reads times in exponent form and of any age", () => {
    const parsed = parseSegmentDocument(
      JSON.stringify(segment).replace("1795218986.638", "1.478293361271E9"),
    );
    expect(parsed).toMatchObject({ ok: true, document: { start_time: 1478293361.271 } });
    expect(parseValid({ ...segment, start_time: 0 }).start_time).toBe(0);
  });

  it("takes a document in progress, and lets an end count where both are sent", () => {
    const { end_time: _, ...open } = segment;
    expect(parseValid({ ...open, in_progress: true })).toEqual({ ...open, in_progress: true });
    expect(parseValid({ ...segment, in_progress: true })).toEqual(segment);
    expect(parseValid({ ...segment, in_progress: false })).toEqual(segment);
  });

  it("takes an end before the start: clocks are set back", () => {
    expect(parseValid({ ...segment, end_time: 1 }).end_time).toBe(1);
  });

  it("takes null and an empty parent as none", () => {
    expect(parseValid({ ...segment, parent_id: null })).toEqual(segment);
    expect(parseValid({ ...segment, parent_id: "" })).toEqual(segment);
    expect(parseValid({ ...segment, user: null, http: null, aws: null, cause: null })).toEqual(segment);
  });
});

describe("what is rejected", () => {
  const rejections: [string, unknown, string][] = [
    ["no id", { ...segment, id: undefined }, "MissingId"],
    ["an id that is null", { ...segment, id: null }, "MissingId"],
    ["an empty id", { ...segment, id: "" }, "MissingId"],
    ["an id of 15 digits", { ...segment, id: "c5a141f311df5e9" }, "InvalidId"],
    ["an id that is a number", { ...segment, id: 1234567812345678 }, "InvalidId"],
    ["no name", { ...segment, name: undefined }, "MissingName"],
    ["an empty name", { ...segment, name: "" }, "MissingName"],
    ["a name of 201 characters", { ...segment, name: "x".repeat(201) }, "InvalidName"],
    ["a name with a question mark", { ...segment, name: "what?" }, "InvalidName"],
    ["a name with parentheses", { ...segment, name: "feed()" }, "InvalidName"],
    ["a name with a control character", { ...segment, name: "a\u0000b" }, "InvalidName"],
    ["a name that is an object", { ...segment, name: {} }, "MissingName"],
    ["no trace id", { ...segment, trace_id: undefined }, "MissingTraceId"],
    ["a trace id that is cut", { ...segment, trace_id: "1-5759e988-SHORT" }, "InvalidTraceId"],
    ["a trace id that is a number", { ...segment, trace_id: 1 }, "InvalidTraceId"],
    ["a wrong parent", { ...segment, parent_id: "root" }, "InvalidParentId"],
    ["no start", { ...segment, start_time: undefined }, "MissingStartTime"],
    ["a start as text", { ...segment, start_time: "1795218986" }, "InvalidStartTime"],
    ["a start in milliseconds", { ...segment, start_time: 1795218986638 }, "InvalidStartTime"],
    ["a negative start", { ...segment, start_time: -1 }, "InvalidStartTime"],
    ["no end", { ...segment, end_time: undefined }, "MissingEndTime"],
    [
      "no end, and not in progress",
      { ...segment, end_time: undefined, in_progress: false },
      "MissingEndTime",
    ],
    ["an end as a date", { ...segment, end_time: "2026-11-24T06:00:00Z" }, "InvalidEndTime"],
  ];

  test.each(rejections)("a segment with %s", (_, document, code) => {
    const id = (document as { id?: unknown }).id;
    expect(parseValue(document)).toEqual({
      ok: false,
      ...(typeof id === "string" && id !== "" && { id }),
      code,
      message: `Invalid segment. ErrorCode: ${code}`,
    });
  });

  test.each([
    ["name", { ...subsegment, name: "what?" }, "InvalidName"],
    ["end", { ...subsegment, end_time: undefined }, "MissingEndTime"],
    ["id", { ...subsegment, id: "x" }, "InvalidId"],
    ["body", null, "MissingId"],
  ])("a document whose nested subsegment has a wrong %s, by the document's id", (_, bad, code) => {
    const document = { ...segment, subsegments: [{ ...subsegment, subsegments: [subsegment, bad] }] };
    expect(parseValue(document)).toEqual({
      ok: false,
      id: segment.id,
      code,
      message: `Invalid subsegment. ErrorCode: ${code}, Cause: null`,
    });
  });

  test.each([
    ["a parent", { ...independent, parent_id: undefined }, "MissingParentId"],
    ["a trace id", { ...independent, trace_id: undefined }, "MissingTraceId"],
  ])("a subsegment sent apart without %s", (_, document, code) => {
    expect(parseValue(document)).toMatchObject({
      code,
      message: `Invalid subsegment. ErrorCode: ${code}, Cause: null`,
    });
  });

  test.each([
    ["text that is no JSON", "this is not json at all", "ParseError"],
    ["a truncated document", JSON.stringify(segment).slice(0, -5), "ParseError"],
    ["nothing", "", "ParseError"],
    ["null", "null", "ParseError"],
    ["a number", "1", "ParseError"],
    ["a text", '"segment"', "ParseError"],
    ["an empty array", "[]", "MissingId"],
    ["an array of documents", JSON.stringify([segment]), "MissingId"],
    ["an empty object", "{}", "MissingId"],
  ])("%s", (_, text, code) => {
    expect(parseSegmentDocument(text)).toEqual({
      ok: false,
      code,
      message: `Invalid segment. ErrorCode: ${code}`,
    });
  });
});

describe("size", () => {
  const ofBytes = (bytes: number, filler: string): string => {
    const empty = JSON.stringify({ ...segment, metadata: { default: { text: "" } } });
    const fillerBytes = new TextEncoder().encode(filler).length;
    const count = Math.floor((bytes - empty.length) / fillerBytes);
    const text = filler.repeat(count) + "x".repeat(bytes - empty.length - count * fillerBytes);
    return JSON.stringify({ ...segment, metadata: { default: { text } } });
  };

  test.each(["x", "é", "日"])("takes 64 KB and not a byte more, counted as UTF-8 (%s)", (filler) => {
    expect(parseSegmentDocument(ofBytes(MAX_DOCUMENT_BYTES, filler))).toMatchObject({ ok: true });
    expect(parseSegmentDocument(ofBytes(MAX_DOCUMENT_BYTES + 1, filler))).toMatchObject({
      ok: false,
      code: "SegmentTooLarge",
    });
  });
});

describe("what does not comply is left out", () => {
  test.each<[string, object, object]>([
    ["members beyond the schema", { version: "1.0.0", Dummy: false }, {}],
    ["a user of more than 250 characters", { user: "x".repeat(251) }, {}],
    ["flags that are no booleans", { fault: "true", error: 1, throttle: {} }, {}],
    [
      "HTTP members of the wrong type",
      { http: { request: { url: 7, method: "GET" }, response: { status: "200", content_length: -1 } } },
      { http: { request: { method: "GET" }, response: { content_length: -1 } } },
    ],
    ["an HTTP block that is text", { http: "GET /" }, {}],
    [
      "annotations that are no text, number or boolean",
      { annotations: { ok: true, n: 1.5, o: {}, a: [1], z: null } },
      { annotations: { ok: true, n: 1.5 } },
    ],
    [
      "annotations whose key or value is too long or strange",
      { annotations: { "a-b": 1, "": 1, [`k${"x".repeat(500)}`]: 1, long: "x".repeat(1001), "a.b_C9": "x" } },
      { annotations: { "a.b_C9": "x" } },
    ],
    ["metadata that is no object", { metadata: [{ a: 1 }] }, {}],
    ["annotations that are an array", { annotations: ["a"] }, {}],
    ["members of aws with the wrong type", { aws: { operation: 5, retries: 2 } }, { aws: { retries: 2 } }],
    [
      "links without ids",
      { links: [{ trace_id: "x", id: segment.id }, null, { trace_id: segment.trace_id, id: segment.id }] },
      { links: [{ trace_id: segment.trace_id, id: segment.id }] },
    ],
    ["subsegments that are no list", { subsegments: {} }, {}],
    ["a namespace on a segment", { namespace: "remote", traced: true }, {}],
    [
      "stack frames and exceptions of the wrong type",
      {
        cause: {
          paths: ["a", 1],
          exceptions: [null, { message: 1, type: "E", stack: [1, { path: "a.js", line: "2" }] }],
        },
      },
      { cause: { paths: ["a"], exceptions: [{ type: "E", stack: [{ path: "a.js" }] }] } },
    ],
  ])("%s", (_, sent, kept) => {
    expect(parseValid({ ...segment, ...sent })).toEqual({ ...segment, ...kept });
  });

  it("but not metadata without a namespace, as PHP's SDK sends it", () => {
    const metadata = { default: { a: null }, n: 1, list: [1], none: null };
    expect(parseValid({ ...segment, metadata })).toEqual({ ...segment, metadata });
  });

  it("but not links of subsegments, embedded or sent apart", () => {
    const links = [{ trace_id: segment.trace_id, id: segment.id, attributes: { n: 1 } }];
    expect(
      parseValid({ ...segment, subsegments: [{ ...subsegment, links }] }).subsegments?.[0]?.links,
    ).toEqual(links);
    const apart = { ...segment, ...subsegment, type: "subsegment", parent_id: segment.id, links };
    expect(parseValid(apart).links).toEqual(links);
  });

  it("more than 20 links", () => {
    const link = { trace_id: segment.trace_id, id: segment.id };
    const document = parseValid({ ...segment, links: Array.from({ length: 30 }, () => link) });
    expect(document.links).toHaveLength(20);
  });

  it("metadata so deep that it could not be written again", () => {
    const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
    const text = JSON.stringify({ ...segment, metadata: { a: { b: 1 }, default: { deep: "DEEP" } } });
    const parsed = parseSegmentDocument(text.replace('"DEEP"', deep));
    expect(parsed).toEqual({ ok: true, document: { ...segment, metadata: { a: { b: 1 } } } });
  });

  it("prototypes: __proto__ changes nothing and is not kept", () => {
    const text = JSON.stringify(segment).replace(
      /\}$/,
      `,"__proto__":{"user":"eve"},"annotations":{"__proto__":"x","a":1},"metadata":{"__proto__":{"polluted":1}},"aws":{"__proto__":{"polluted":1}}}`,
    );
    const parsed = parseSegmentDocument(text);
    expect(parsed).toEqual({ ok: true, document: { ...segment, annotations: { a: 1 }, aws: {} } });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("anything", () => {
  const members = fc.dictionary(
    fc.constantFrom(
      ...Object.keys(sdk.nodeCaller),
      "parent_id",
      "type",
      "cause",
      "links",
      "sql",
      "__proto__",
    ),
    fc.jsonValue(),
  );

  it("is read without throwing: text, JSON, and segments with strange members", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      members.map((extra) => JSON.stringify({ ...segment, ...extra })),
      members.map((extra) => JSON.stringify({ ...segment, subsegments: [{ ...subsegment, ...extra }] })),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseSegmentDocument(text);
        expect(parsed.ok || parsed.message.includes(parsed.code)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("that is taken is taken again unchanged when it is written out", () => {
    fc.assert(
      fc.property(members, (extra) => {
        const { subsegments: _, ...rest } = extra;
        const document = parseValid({ ...rest, ...segment, type: undefined, parent_id: undefined });
        expect(parseValid(document)).toEqual(document);
      }),
      { numRuns: 500 },
    );
  });
});
