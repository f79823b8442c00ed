import { PROGRESS_TYPE } from "xray-local/console-wire/figures.ts";
import type { FigureProgress } from "xray-local/console-wire/figures.ts";

/**
 * An answer that may come as lines of JSON: `onProgress` gets the lines that tell how far it is; the last line is the answer.
 * Any other answer is read as JSON. Rejects where a line is none, or the answer was cut off.
 */
export async function readWithProgress(
  response: Response,
  onProgress: (progress: FigureProgress) => void,
): Promise<unknown> {
  if (response.headers.get("content-type")?.startsWith(PROGRESS_TYPE) !== true || response.body === null) {
    return response.json();
  }
  let rest = "";
  for await (const text of textsOf(response.body)) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      // The wire's own types, of the server in this repository.
      const told = JSON.parse(line) as { progress?: FigureProgress };
      if (told.progress === undefined) return told;
      onProgress(told.progress);
    }
  }
  throw new SyntaxError("The answer was cut off");
}

async function* textsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    yield decoder.decode(part.value, { stream: true });
  }
}
