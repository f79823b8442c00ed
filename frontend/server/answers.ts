import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** Nothing inline, nothing from elsewhere, never in a frame: anybody may write cruds. */
export const SECURITY_HEADERS: OutgoingHttpHeaders = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** Answers with a sentence where there is no page. */
export function answerText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  answer(response, status, `${text}\n`, { ...headers, "content-type": "text/plain; charset=utf-8" });
}

/** Answers in the form of the API's errors, without a request id, because this is not the API. */
export function answerError(response: ServerResponse, status: number, code: string, message: string): void {
  const headers = { "content-type": "application/json; charset=utf-8", "retry-after": "1" };
  answer(response, status, JSON.stringify({ error: { code, message } }), headers);
}

/** When an answer has begun, only a broken connection can still say that it is incomplete. */
function answer(response: ServerResponse, status: number, body: string, headers: OutgoingHttpHeaders): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    "cache-control": "no-store",
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}
