import type { IncomingMessage, ServerResponse } from "node:http";
import { COMPATIBILITY_PATH, readCompatibility } from "../../read-compatibility.ts";
import { FIGURES_PATH } from "../../figures/read-figures.ts";
import { LINKED_TRACES_PATH, readLinkedTraces } from "../../read-linked-traces.ts";
import { ApiError } from "../../model/errors.ts";
import { answerFigures } from "./answer-figures.ts";
import { clearTraces } from "./clear-traces.ts";
import { consoleAnswer } from "./console-files.ts";
import { EXPORT_PATH, exportDocuments } from "./export-documents.ts";
import type { RequestTarget } from "../request-target.ts";
import type { HandlerParts } from "../server-parts.ts";
import { abortOnClose, send, sendJson } from "../send.ts";
import type { Answer } from "../send.ts";

const STATUS_PATH = "/status.json";
const STREAM_PATH = "/stream";

/**
 * Answers what the console's port serves beside the API: status, event stream, figures, all traces, and the console's
 * files.
 */
export async function answerConsole(
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: RequestTarget,
  parts: HandlerParts,
): Promise<void> {
  if (path === EXPORT_PATH && request.method === "DELETE") {
    return sendJson(request, response, await clearTraces(query, parts.context.store, parts.events));
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", path === EXPORT_PATH ? "GET, HEAD, DELETE" : "GET, HEAD");
    throw new ApiError("MethodNotAllowedException", `${request.method} is not known here.`);
  }
  if (path === STATUS_PATH) return sendJson(request, response, parts.status());
  if (path === STREAM_PATH) return openStream(request, response, parts);
  const surroundings = { ...parts.context, signal: abortOnClose(response) };
  if (path === COMPATIBILITY_PATH) {
    return sendJson(request, response, await readCompatibility(query, surroundings));
  }
  if (path === LINKED_TRACES_PATH) {
    return sendJson(request, response, await readLinkedTraces(query, surroundings));
  }
  if (path === FIGURES_PATH) return answerFigures(request, response, query, surroundings);
  if (path === EXPORT_PATH && request.method === "GET") {
    response.setTimeout(parts.takeMs);
    return exportDocuments(response, query, surroundings);
  }
  const answer = await consoleAnswer(parts.consoleDirectory, path, {
    ifNoneMatch: request.headers["if-none-match"],
    isDocument: request.headers.accept?.includes("text/html") === true,
  });
  await send(request, response, answer ?? notFound());
}

/**
 * Requires the media type of an event stream: scripts, images and frames of foreign pages do not ask for it. For
 * browsers that do not send Sec-Fetch-Site, nothing else tells such a page apart.
 */
function openStream(request: IncomingMessage, response: ServerResponse, { events }: HandlerParts): void {
  const accept = request.headers.accept ?? "";
  if (request.method !== "GET" || !/(?:^|,)\s*text\/event-stream\s*(?:;|,|$)/i.test(accept)) {
    throw new ApiError(
      "NotAcceptableException",
      "Ask for the stream with the header Accept: text/event-stream.",
    );
  }
  events.open(response);
}

function notFound(): Answer {
  return { status: 404, headers: { "content-type": "text/plain; charset=utf-8" }, body: "Not found\n" };
}
