import type { UnprocessedTraceSegment } from "../protocol/api-types.ts";
import { IMPORT_PATH } from "../console-wire/import-path.ts";
import { callServer } from "../cli/server-url.ts";
import { formatCounted, toInert } from "../text/format-text.ts";

/** Keeps a request far below the server's limit of 8 MB, with quotes escaped. */
const DOCUMENTS_A_REQUEST = 500;
const CHARACTERS_A_REQUEST = 2 ** 20;

/** Rejections that are shown one by one; the rest are counted. */
const MAX_SAMPLES = 20;

export interface ImportResult {
  accepted: number;
  rejected: number;
  /** The first few rejections, in the server's words. */
  samples: readonly UnprocessedTraceSegment[];
}

/** A line for each rejection in `samples`, and one that counts the others. */
export function toRejectionLines({ rejected, samples }: ImportResult): readonly string[] {
  const left = rejected - samples.length;
  return [
    ...samples.map(({ Id = "(no id)", Message }) => toInert(`Rejected ${Id}: ${Message}`)),
    ...(left > 0 ? [`… and ${formatCounted(left, "more document")} rejected.`] : []),
  ];
}

/** Sends segment documents to a running server. */
export async function importTraces(url: string, documents: AsyncIterable<string>): Promise<ImportResult> {
  const samples: UnprocessedTraceSegment[] = [];
  const result = { accepted: 0, rejected: 0, samples };
  let batch: string[] = [];
  let characters = 0;
  async function flush(): Promise<void> {
    if (batch.length === 0) return;
    const unprocessed = await put(url, batch);
    result.accepted += batch.length - unprocessed.length;
    result.rejected += unprocessed.length;
    samples.push(...unprocessed.slice(0, MAX_SAMPLES - samples.length));
    batch = [];
    characters = 0;
  }
  for await (const text of documents) {
    if (characters + text.length > CHARACTERS_A_REQUEST) await flush();
    batch.push(text);
    characters += text.length;
    if (batch.length === DOCUMENTS_A_REQUEST) await flush();
  }
  await flush();
  return result;
}

/** PutTraceSegments: the answer comes when the accepted documents are durable. */
async function put(url: string, documents: readonly string[]): Promise<readonly UnprocessedTraceSegment[]> {
  const response = await callServer(new URL(IMPORT_PATH, url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ TraceSegmentDocuments: documents }),
  });
  const answer = (await response.json()) as { UnprocessedTraceSegments?: UnprocessedTraceSegment[] };
  return answer.UnprocessedTraceSegments ?? [];
}
