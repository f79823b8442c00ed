import { expect, test } from "vitest";
import { importDocuments } from "./import-documents.ts";
import type { putImported } from "./xray-client.ts";

async function importText(text: string, chunkBytes = 7) {
  const bytes = new TextEncoder().encode(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
    bytes.slice(index * chunkBytes, (index + 1) * chunkBytes),
  );
  const calls: (readonly string[])[] = [];
  const put: typeof putImported = async (documents) => {
    calls.push(documents);
    const rejected = documents.filter((document) => document.startsWith("bad"));
    return {
      UnprocessedTraceSegments: rejected.map((document) => ({
        ErrorCode: "ParseError",
        Message: `rejected ${document}`,
      })),
    };
  };
  const file = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return { count: await importDocuments(file, put), calls };
}

test("gives each line, however it is cut, and counts what was rejected", async () => {
  const { count, calls } = await importText('{"a":"ä€"}\n\nbad 1\n{"b":1}\nbad 2');
  expect(calls).toEqual([['{"a":"ä€"}', "bad 1", '{"b":1}', "bad 2"]]);
  expect(count).toEqual({ accepted: 2, rejected: 2, firstRejection: "rejected bad 1" });
});

test("no call is larger than 500 documents or a megabyte of text", async () => {
  expect((await importText("x\n".repeat(1001), 1000)).calls.map((call) => call.length)).toEqual([
    500, 500, 1,
  ]);
  const long = `${"x".repeat(600_000)}\n`;
  expect((await importText(long.repeat(3), 2 ** 20)).calls.map((call) => call.length)).toEqual([1, 1, 1]);
});

test("an empty file asks nothing", async () => {
  expect((await importText("\n\n")).calls).toEqual([]);
});
