import { createWriteStream, openSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { callServer } from "../cli/server-url.ts";

export interface ExportOptions {
  /** Of the server's API. */
  url: string;
  /** Epoch seconds, of the starts of traces; the end is not in the range. */
  start?: string | undefined;
  end?: string | undefined;
  /** A filter expression. */
  filter?: string | undefined;
}

/**
 * Writes the segment documents of a running server to a file or a stream, one a line. Answers how many. A file is opened
 * once the server has answered, so that one that is there outlives a server that is not; rejects with the system's error
 * where it cannot be written.
 */
export async function exportTraces(
  { url, start, end, filter }: ExportOptions,
  target: NodeJS.WritableStream | string,
): Promise<number> {
  const from = new URL("/traces.ndjson", url);
  for (const [name, value] of Object.entries({ start, end, filter })) {
    if (value !== undefined) from.searchParams.set(name, value);
  }
  const { body } = await callServer(from);
  let lines = 0;
  await pipeline(
    body ?? [],
    async function* count(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        for (const byte of chunk) if (byte === LINE_BREAK) lines += 1;
        yield chunk;
      }
    },
    // Opened here, as a stream that opens itself fails where nobody listens yet.
    typeof target === "string" ? createWriteStream(target, { fd: openSync(target, "w") }) : target,
  );
  return lines;
}

const LINE_BREAK = 10;
