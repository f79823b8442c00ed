import type { ServerResponse } from "node:http";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { makeContext } from "../../testing/make-context.ts";
import { makeSegment, makeTraceId } from "../../testing/make-segment.ts";
import { exportDocuments } from "./export-documents.ts";

const DOCUMENTS = 50;
const DOCUMENT_BYTES = 10_000;

it("waits for its reader within a trace too, and then sends all of it", async () => {
  const context = makeContext();
  const trace_id = makeTraceId();
  const documents = Array.from({ length: DOCUMENTS }, () =>
    JSON.stringify(makeSegment({ trace_id, metadata: { default: "x".repeat(DOCUMENT_BYTES) } })),
  );
  await context.store.put(documents);
  const response = Object.assign(new PassThrough({ highWaterMark: 1 }), { writeHead: () => response });
  const sent = exportDocuments(response as unknown as ServerResponse, new URLSearchParams(), context);
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  expect(response.writableLength + response.readableLength).toBeLessThan(3 * DOCUMENT_BYTES);
  const received = await text(response);
  await sent;
  expect(received).toBe(documents.map((document) => `${document}\n`).join(""));
});
