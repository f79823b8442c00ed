import { callServer } from "../cli/server-url.ts";
import type { StreamEvent } from "../console-wire/server-status.ts";

/**
 * The events of a stream as they come, until the server closes or loses the connection. Closes the connection when the
 * loop ends. Rejects with a `CommandError` when no server answers.
 */
export async function* readEvents(url: string): AsyncGenerator<StreamEvent> {
  const abort = new AbortController();
  const response = await callServer(new URL(url), {
    headers: { accept: "text/event-stream" },
    signal: abort.signal,
  });
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of untilHangUp(response.body ?? [])) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tests compare the events of a real server
        if (data !== undefined) yield JSON.parse(data) as StreamEvent;
      }
    }
  } finally {
    abort.abort();
  }
}

async function* untilHangUp(
  body: AsyncIterable<Uint8Array> | readonly Uint8Array[],
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    // A server that was killed breaks off where another one ends.
  }
}
