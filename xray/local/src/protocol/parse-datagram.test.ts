import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseDatagram } from "./parse-datagram.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const HEADER = '{"format":"json","version":1}';

describe("parseDatagram", () => {
  test.each([
    ["Node's and Python's header", HEADER],
    ["Go's and Java's header", '{"format": "json", "version": 1}'],
    ["members in another order", '{"version":1,"format":"json"}'],
    ["the format in any case", '{"format":"JSON","version":1}'],
    ["member names in any case, as Go reads them", '{"Format":"json","VERSION":1}'],
    ["unknown members", '{"format":"json","version":1,"token":"x"}'],
    ["a carriage return before the newline", `${HEADER}\r`],
  ])("finds the document behind %s", (_, header) => {
    expect(parseDatagram(encode(`${header}\n{}`))).toEqual({ ok: true, bodyStart: header.length + 1 });
  });

  it("splits at the first newline and leaves the body alone", () => {
    const parsed = parseDatagram(encode(`${HEADER}\nthis is\nnot json`));
    expect(parsed).toEqual({ ok: true, bodyStart: HEADER.length + 1 });
  });

  test.each([
    ["nothing at all", "", "MissingHeader"],
    ["no newline", "garbage no newline", "MissingHeader"],
    ["a document without a header", '{"id":"c5a141f311df5e9b"}', "MissingHeader"],
    ["a header alone", HEADER, "MissingDocument"],
    ["a header and a newline", `${HEADER}\n`, "MissingDocument"],
    ["a wrong header without a document", "garbage\n", "MissingDocument"],
    ["another version", '{"format":"json","version":2}\n{}', "InvalidHeader"],
    ["a version that is no number", '{"format":"json","version":"1"}\n{}', "InvalidHeader"],
    ["another format", '{"format":"cbor","version":1}\n{}', "InvalidHeader"],
    ["a header that is no JSON", "header\n{}", "InvalidHeader"],
    ["a header that is null", "null\n{}", "InvalidHeader"],
    ["an empty header", "\n{}", "InvalidHeader"],
    ["an endless header", `{"format":"json","version":1,"x":"${"x".repeat(2000)}"}\n{}`, "InvalidHeader"],
  ])("rejects %s", (_, text, reason) => {
    expect(parseDatagram(encode(text))).toEqual({ ok: false, reason });
  });

  it("reads any bytes without throwing, and a body only from behind a newline", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 50 }).map((body) => new Uint8Array([...encode(`${HEADER}\n`), ...body])),
    );
    fc.assert(
      fc.property(bytes, (datagram) => {
        const parsed = parseDatagram(datagram);
        const isBehindNewline =
          parsed.ok && parsed.bodyStart < datagram.length && datagram[parsed.bodyStart - 1] === 0x0a;
        expect(!parsed.ok || isBehindNewline).toBe(true);
      }),
    );
  });
});
