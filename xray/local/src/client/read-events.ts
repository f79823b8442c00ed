import type { StreamEvent } from "../console-wire/server-status.ts";

/** The events of a stream as they come. Closes the connection when the loop ends. */
export async function* readEvents(url: string): AsyncGenerator<StreamEvent> {
  const abort = new AbortController();
  const response = await fetch(url, {
    headers: { accept: "text/event-stream" },
    signal: abort.signal,
  });
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of response.body ?? []) {
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
