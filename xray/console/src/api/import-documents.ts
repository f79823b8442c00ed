import type { putImported } from "./xray-client.ts";

/** Stays far below the 8 MB that the server accepts, even with quotes escaped. */
const DOCUMENTS_A_CALL = 500;
const CHARACTERS_A_CALL = 2 ** 20;

export interface ImportCount {
  accepted: number;
  rejected: number;
  /** The first rejection, in the server's words. */
  firstRejection?: string;
}

/** Sends the documents of a file to the server. The file has one a line, like an export; empty lines are skipped. */
export async function importDocuments(
  file: ReadableStream<Uint8Array<ArrayBuffer>>,
  put: typeof putImported,
): Promise<ImportCount> {
  const count: ImportCount = { accepted: 0, rejected: 0 };
  let batch: string[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const { UnprocessedTraceSegments: rejected = [] } = await put(batch);
    count.accepted += batch.length - rejected.length;
    count.rejected += rejected.length;
    const message = rejected[0]?.Message;
    if (message !== undefined) count.firstRejection ??= message;
    batch = [];
    characters = 0;
  };
  for await (const line of linesOf(file)) {
    if (line.trim() === "") continue;
    if (batch.length === DOCUMENTS_A_CALL || characters + line.length > CHARACTERS_A_CALL) await flush();
    batch.push(line);
    characters += line.length;
  }
  await flush();
  return count;
}

async function* linesOf(file: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = file.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}
