import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import send from "send";
import { toPagePattern } from "../src/page-paths.ts";
import { writePageSettings } from "../src/page-settings.ts";
import type { PageSettings } from "../src/page-settings.ts";
import { answerText, SECURITY_HEADERS } from "./answers.ts";
import type { RequestTarget } from "./request-target.ts";

/** The pages are not built; the message says how to build them. */
export class NotBuiltError extends Error {
  override name = "NotBuiltError";
}

export type PageServer = (request: IncomingMessage, response: ServerResponse, target: RequestTarget) => void;

/** Vite puts a hash of the content into the names of built assets, so they never change. */
const HASHED_ASSET = /^\/assets\/.*-[\w-]{8,}\.\w+$/;

/**
 * Serves the built pages in `directory`. Every page of the app is index.html, and the app tells them apart; any other
 * path is a file or missing. For a missing one that a person opened, serves the app with status 404, and the app says
 * so. Throws `NotBuiltError`.
 */
export function createPageServer(directory: string, settings: PageSettings): PageServer {
  const index = readIndex(directory, settings);
  return (request, response, target) => {
    const { path } = target;
    if (request.method !== "GET" && request.method !== "HEAD") {
      answerText(response, 405, `${request.method} is for the API alone.`, { allow: "GET, HEAD" });
    } else if (path === "/index.html" || toPagePattern(path) !== undefined) {
      answerPage(request, response, index, 200);
    } else {
      sendFile(request, response, directory, target, () => {
        if (isVisit(request)) answerPage(request, response, index, 404);
        else answerText(response, 404, `There is no ${path} here.`);
      });
    }
  };
}

interface Index {
  html: string;
  etag: string;
}

function readIndex(directory: string, settings: PageSettings): Index {
  try {
    const html = writePageSettings(readFileSync(join(directory, "index.html"), "utf8"), settings);
    return { html, etag: `"${createHash("sha256").update(html).digest("base64url")}"` };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    throw new NotBuiltError(
      `There are no pages in ${directory}: build them with npm run build --workspace frontend.`,
    );
  }
}

function answerPage(request: IncomingMessage, response: ServerResponse, index: Index, status: number): void {
  const headers = { ...SECURITY_HEADERS, "cache-control": "no-cache", etag: index.etag };
  if (status === 200 && request.headers["if-none-match"] === index.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(status, {
    ...headers,
    "content-type": "text/html; charset=utf-8",
    "content-length": Buffer.byteLength(index.html),
  });
  response.end(request.method === "HEAD" ? undefined : index.html);
}

/** Whether a person follows a link or types a URL; pages request parts of themselves differently. */
export function isVisit({ headers }: IncomingMessage): boolean {
  const mode = headers["sec-fetch-mode"];
  return mode === undefined ? headers.accept?.includes("text/html") === true : mode === "navigate";
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
  { path, raw }: RequestTarget,
  onMissing: () => void,
): void {
  const isHashed = HASHED_ASSET.test(path);
  // `send` decodes it itself.
  send(request, raw.replace(/\?.*$/s, ""), {
    root,
    index: false,
    dotfiles: "ignore",
    maxAge: isHashed ? "1y" : 0,
    immutable: isHashed,
  })
    .on("headers", () => {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value ?? "");
    })
    .on("directory", onMissing)
    .on("error", (error: Error & { status?: number; headers?: Record<string, string> }) => {
      if (error.status === 416) answerText(response, 416, "There is no such part.", error.headers);
      else if (error.status !== undefined && error.status < 500) onMissing();
      else answerText(response, 500, "The file could not be read.");
    })
    .pipe(response);
}
