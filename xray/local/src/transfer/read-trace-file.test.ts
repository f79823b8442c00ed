import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { makeSegment } from "../api/testing/make-segment.ts";
import { CommandError } from "../cli/command.ts";
import { readTraceFile } from "./read-trace-file.ts";

const first = makeSegment({ start_time: 1_795_500_000 });
const second = makeSegment({ start_time: 1_795_500_001 });
const trace = {
  Id: first.trace_id,
  Segments: [{ Id: first["id"], Document: JSON.stringify(first) }],
};

async function read(text: string): Promise<readonly unknown[]> {
  const documents: unknown[] = [];
  for await (const each of readTraceFile(Readable.from([text]), "traces.json"))
    documents.push(JSON.parse(each));
  return documents;
}

describe("a file of traces", () => {
  it.each([
    ["documents, one a line", [first, second].map((each) => JSON.stringify(each)).join("\n\n")],
    ["one document over many lines", JSON.stringify(first, undefined, 2)],
    ["an array of documents", JSON.stringify([first, second])],
    ["an array over many lines", JSON.stringify([first, second], undefined, 2)],
    [
      "the output of batch-get-traces",
      JSON.stringify({ Traces: [trace], UnprocessedTraceIds: [] }, undefined, 4),
    ],
    ["one trace", JSON.stringify(trace)],
    ["segments with their documents", JSON.stringify(trace.Segments)],
    ["documents as texts", JSON.stringify([JSON.stringify(first)])],
  ])("is %s", async (_what, text) => {
    const documents = await read(text);
    expect(documents[0]).toEqual(first);
    expect(documents.slice(1)).toEqual(text.includes(String(second["id"])) ? [second] : []);
  });

  it("is OTLP JSON, one request or one a line", async () => {
    const request = (spanId: string) => ({
      resourceSpans: [
        {
          resource: { attributes: [{ key: "service.name", value: { stringValue: "api" } }] },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: "6743d2a00123456789abcdef01234567",
                  spanId,
                  name: "GET /",
                  kind: 2,
                  startTimeUnixNano: "1795500000000000000",
                  endTimeUnixNano: "1795500001000000000",
                },
              ],
            },
          ],
        },
      ],
    });
    const spans = [request("0123456789abcdef"), request("0123456789abcde0")];
    const expected = [
      { name: "api", id: "0123456789abcdef" },
      { name: "api", id: "0123456789abcde0" },
    ];
    expect(await read(spans.map((each) => JSON.stringify(each)).join("\n"))).toMatchObject(expected);
    expect(await read(JSON.stringify(spans[0], undefined, 2))).toMatchObject(expected.slice(0, 1));
  });

  it.each([
    ["UTF-8 with a mark", "utf8", "\uFEFF"],
    ["UTF-16, as PowerShell writes it", "utf16le", "\uFEFF"],
    ["UTF-8 with the line ends of Windows", "utf8", ""],
  ] as const)("may be %s", async (_what, encoding, mark) => {
    const text = [first, second].map((each) => `${JSON.stringify({ ...each, name: "Käse" })}\r\n`).join("");
    const bytes = Buffer.from(mark + text, encoding);
    // In pieces that part characters.
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) =>
      bytes.subarray(at * 7, at * 7 + 7),
    );
    const documents: unknown[] = [];
    for await (const each of readTraceFile(Readable.from(pieces), "x")) documents.push(JSON.parse(each));
    expect(documents).toMatchObject([{ name: "Käse" }, { name: "Käse", id: second["id"] }]);
  });

  it("keeps a damaged line for the server to reject", async () => {
    const lines = [JSON.stringify(first), "{", JSON.stringify(second)];
    const documents: string[] = [];
    for await (const each of readTraceFile(Readable.from([lines.join("\n")]), "x")) documents.push(each);
    expect(documents).toEqual(lines);
  });

  it.each([
    ["hello"],
    ["<html>\n<body>"],
    ["{}"],
    [`{"name":"cruddur","version":"0.1.0"}`],
    ["[1, 2]"],
    ["42"],
  ])("that is none is said to be none: %j", async (text) => {
    const reading = read(text);
    await expect(reading).rejects.toThrow(CommandError);
    await expect(reading).rejects.toThrow(
      /^traces\.json(, line 1)? holds no traces\. It should hold one of these:/,
    );
  });

  it("that is empty has no documents", async () => {
    expect(await read("")).toEqual([]);
  });
});
