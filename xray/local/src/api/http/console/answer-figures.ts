import type { IncomingMessage, ServerResponse } from "node:http";
import { PROGRESS_TYPE } from "../../../console-wire/figures.ts";
import { readFigures } from "../../figures/read-figures.ts";
import { sendJson } from "../send.ts";
import { createProgressLines } from "./progress-lines.ts";

/** Sends figures; to whoever accepts lines of JSON also how far they are, where they take long. */
export async function answerFigures(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  surroundings: Parameters<typeof readFigures>[1],
): Promise<void> {
  const isTold = request.method === "GET" && request.headers.accept?.includes(PROGRESS_TYPE) === true;
  if (!isTold) return sendJson(request, response, await readFigures(query, surroundings));
  const lines = createProgressLines(
    {
      begin: () =>
        response.writeHead(200, {
          "content-type": PROGRESS_TYPE,
          "cache-control": "no-store",
        }),
      write: (line) => response.write(line),
      end: (line) => response.end(line),
    },
    () => performance.now(),
  );
  const answer = await readFigures(query, surroundings, (progress) => lines.tell(progress));
  if (!lines.end(answer)) await sendJson(request, response, answer);
}
