import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { getAsset, isSea } from "node:sea";
import { extname, join, sep } from "node:path";
import type { OutgoingHttpHeaders } from "node:http";
import { PAGE_PATHS } from "../../../console-wire/page-paths.ts";
import { SECURITY_HEADERS } from "../send.ts";
import type { Answer } from "../send.ts";

const TYPE_OF: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** Nothing inline, nothing from elsewhere, never in a frame: the text of traces comes from whoever sends segments. */
const PAGE_HEADERS: OutgoingHttpHeaders = {
  ...SECURITY_HEADERS,
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
};

/** The first parts of the paths of pages. */
const PAGE_HEADS = new Set(Object.values(PAGE_PATHS).map(headOf));

/** Whether a path is one of the console's pages, or below one; the page itself tells which. */
export function isPagePath(path: string): boolean {
  return path === "/" || (path.startsWith("/") && PAGE_HEADS.has(headOf(path)));
}

/** `/traces/1-…` → `traces`. */
function headOf(path: string): string {
  return path.split("/")[1] ?? "";
}

/** Vite puts a hash of the content into the names of built assets, so they never change. */
const HASHED_ASSET = /^\/assets\/.*-[\w-]{8,}\.\w+$/;

const NOT_BUILT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>X-Ray on your machine</title></head><body>
<h1>The console is not built yet</h1>
<p>The API answers on this address. To build its console run <code>npm run build --workspace xray/console</code>,
then load this page again.</p>
</body></html>
`;

/**
 * Answers a GET for a file or page of the console; undefined when there is none. `path` is the decoded path of the URL,
 * with a slash in front. For another path that was typed into the browser (`isDocument`: it wants a page), answers the
 * console with status 404, which says so and offers links.
 */
export async function consoleAnswer(
  directory: string,
  path: string,
  { ifNoneMatch, isDocument = false }: { ifNoneMatch?: string | undefined; isDocument?: boolean } = {},
): Promise<Answer | undefined> {
  const isPage = isPagePath(path);
  const found = isPage ? undefined : await readConsoleFile(directory, path);
  if (!isPage && found === undefined && !isDocument) return undefined;
  const file = found ?? (await readConsoleFile(directory, "/index.html"));
  if (file === undefined) return isPage ? notBuilt() : undefined;
  const isUnknown = !isPage && found === undefined;
  const wanted = found === undefined ? "/index.html" : path;
  const headers: OutgoingHttpHeaders = {
    ...PAGE_HEADERS,
    "content-type": TYPE_OF[extname(wanted)] ?? "application/octet-stream",
    "cache-control": HASHED_ASSET.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
    etag: file.etag,
  };
  if (ifNoneMatch === file.etag && !isUnknown) return { status: 304, headers, body: "" };
  return { status: isUnknown ? 404 : 200, headers, body: await file.read() };
}

async function readConsoleFile(directory: string, path: string): Promise<ConsoleFile | undefined> {
  return isSea() ? findInside(path) : await findFile(directory, path);
}

function notBuilt(): Answer {
  const headers = {
    ...PAGE_HEADERS,
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
  };
  return { status: 503, headers, body: NOT_BUILT };
}

interface ConsoleFile {
  etag: string;
  read(): Promise<Buffer> | Buffer;
}

/** An executable contains the files under their paths; they change only with the executable. */
function findInside(path: string): ConsoleFile | undefined {
  let bytes: Buffer;
  try {
    bytes = Buffer.from(getAsset(`console${path}`));
  } catch {
    return undefined;
  }
  return { etag: `"${createHash("sha256").update(bytes).digest("base64url")}"`, read: () => bytes };
}

/** Resolves links before it compares, so that neither `..` nor a link leads out of the directory. */
async function findFile(directory: string, path: string): Promise<ConsoleFile | undefined> {
  if (path.includes("\0") || path.includes("\\")) return undefined;
  try {
    const root = await realpath(directory);
    const target = await realpath(join(root, path));
    if (!target.startsWith(root + sep)) return undefined;
    const found = await stat(target);
    if (!found.isFile()) return undefined;
    const etag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`;
    return { etag, read: () => readFile(target) };
  } catch {
    return undefined;
  }
}
