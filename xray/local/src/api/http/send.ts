import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { toErrorAnswer } from "../model/errors.ts";

const gzipAsync = promisify(gzip);

/** On the loopback interface, compressing smaller answers costs more than it saves. */
const GZIP_FROM_BYTES = 32 * 1024;

/** For every answer: nothing here is for frames, scripts or images of other pages. The console's pages add headers. */
export const SECURITY_HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
} as const;

export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: string | Buffer;
}

/**
 * Sends the whole answer with its length, compressed when that pays and the client accepts it. Resolves when it is
 * handed over.
 */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  let body = typeof answer.body === "string" ? Buffer.from(answer.body) : answer.body;
  const headers: OutgoingHttpHeaders = { ...answer.headers };
  if (body.length >= GZIP_FROM_BYTES && isCompressible(headers["content-type"])) {
    headers["vary"] = "accept-encoding";
    if (acceptsGzip(request.headers["accept-encoding"])) {
      body = await gzipAsync(body, { level: constants.Z_BEST_SPEED });
      headers["content-encoding"] = "gzip";
    }
  }
  if (response.destroyed) return;
  headers["content-length"] = body.length;
  response.writeHead(answer.status, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}

export async function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  body: object,
): Promise<void> {
  await send(request, response, {
    status: 200,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(body),
  });
}

export async function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): Promise<void> {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers, body } = toErrorAnswer(error);
  await send(request, response, {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
    body: JSON.stringify(body),
  });
}

/** Aborts when the caller has hung up, or has its whole answer. */
export function abortOnClose(response: ServerResponse): AbortSignal {
  const abort = new AbortController();
  response.once("close", () => abort.abort());
  return abort.signal;
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  const offers = String(header ?? "").split(",");
  return offers.some((offer) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(offer));
}

function isCompressible(contentType: OutgoingHttpHeaders[string]): boolean {
  return /^(?:text\/|application\/(?:json|manifest)|image\/svg)|javascript/.test(String(contentType));
}
