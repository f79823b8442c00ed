import { createWriteStream, openSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { formatCounted } from "../text/format-text.ts";
import { CommandError } from "../cli/command.ts";
import { callServer } from "../cli/server-url.ts";

export interface ExportOptions {
  /** The URL of the server's API. */
  url: string;
  /** The range of the traces' starts, epoch seconds; the end is excluded. */
  start?: string | undefined;
  end?: string | undefined;
  /** A filter expression. */
  filter?: string | undefined;
}

/**
 * Writes the segment documents of a running server to a file or stream, one a line. Returns how many. Opens the file
 * only when the server has answered, so that an existing file survives an absent server; rejects with the system's
 * error when it cannot be written.
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
  async function* untilBroken(): AsyncGenerator<Uint8Array> {
    try {
      yield* body ?? [];
    } catch {
      throw new CommandError(`${from.origin} broke off after ${formatCounted(lines, "segment document")}.`);
    }
  }
  await pipeline(
    untilBroken(),
    async function* count(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        for (const byte of chunk) if (byte === LINE_BREAK) lines += 1;
        yield chunk;
      }
    },
    // Opened here, because a stream that opens its file itself would fail before anyone listens for its error.
    typeof target === "string" ? createWriteStream(target, { fd: openSync(target, "w") }) : target,
  );
  return lines;
}

const LINE_BREAK = 10;
