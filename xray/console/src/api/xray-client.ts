import { IMPORT_PATH } from "xray-local/console-wire/import-path.ts";
import { PROGRESS_TYPE } from "xray-local/console-wire/figures.ts";
import type { FigureAnswer, FigureProgress, FigureQuery } from "xray-local/console-wire/figures.ts";
import type { LinkedTraces } from "xray-local/console-wire/linked-traces.ts";
import type { ClearAnswer, CompatibilityReport } from "xray-local/console-wire/server-status.ts";
import { ApiError, isAbort, ServerGoneError } from "./api-error.ts";
import { readWithProgress } from "./read-with-progress.ts";
import type { Operations } from "./operations.ts";

/**
 * Calls the X-Ray API of the server that served this page. Throws `ApiError` with AWS's code, or `ServerGoneError`; an
 * aborted call throws the abort.
 */
export async function callXray<Path extends keyof Operations>(
  path: Path,
  input: Operations[Path]["input"],
  signal?: AbortSignal,
): Promise<Operations[Path]["output"]> {
  const request = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  };
  // The types of this repository's own server: nothing needs to be narrowed.
  return (await ask(path, request, signal)) as Operations[Path]["output"];
}

/** What this server answers beyond the X-Ray API. Throws as `callXray` does. */
export async function getCompatibility(
  range: { startSec: number; endSec: number },
  signal: AbortSignal,
): Promise<CompatibilityReport> {
  const path = `/compatibility.json?start=${range.startSec}&end=${range.endSec}`;
  return (await ask(path, {}, signal)) as CompatibilityReport;
}

/** Sends documents of a file to the server. Throws as `callXray` does. */
export async function putImported(
  documents: readonly string[],
): Promise<Operations["/TraceSegments"]["output"]> {
  const request = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ TraceSegmentDocuments: documents }),
  };
  return (await ask(IMPORT_PATH, request, undefined)) as Operations["/TraceSegments"]["output"];
}

/** Figures over all that is kept; `onProgress` is told how far they are, if they take long. Throws as `callXray` does. */
export async function getFigures(
  query: FigureQuery,
  signal: AbortSignal,
  onProgress: (progress: FigureProgress) => void = () => undefined,
): Promise<FigureAnswer> {
  const path = `/figures.json?query=${encodeURIComponent(JSON.stringify(query))}`;
  const headers = { accept: `application/json, ${PROGRESS_TYPE}` };
  const read = (response: Response) => readWithProgress(response, onProgress);
  return (await ask(path, { headers }, signal, read)) as FigureAnswer;
}

/** The traces that one is linked with, both ways. Throws as `callXray` does. */
export async function getLinkedTraces(traceId: string, signal: AbortSignal): Promise<LinkedTraces> {
  return (await ask(`/linked-traces.json?trace=${encodeURIComponent(traceId)}`, {}, signal)) as LinkedTraces;
}

/** Deletes all traces, without undo. Throws as `callXray` does. */
export async function deleteTraces(): Promise<ClearAnswer> {
  return (await ask("/traces.ndjson", { method: "DELETE" }, undefined)) as ClearAnswer;
}

async function ask(
  path: string,
  request: RequestInit,
  signal: AbortSignal | undefined,
  read = (response: Response): Promise<unknown> => response.json(),
): Promise<unknown> {
  const response = await send(path, request, signal);
  const body = await readJson(response, signal, read);
  if (!response.ok) throw toApiError(response, body);
  return body;
}

async function send(path: string, request: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(path, signal === undefined ? request : { ...request, signal });
  } catch (error) {
    throw isAbort(error) ? error : new ServerGoneError({ cause: error });
  }
}

async function readJson(
  response: Response,
  signal: AbortSignal | undefined,
  read: (response: Response) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await read(response);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    if (response.ok) throw new ServerGoneError({ cause: error });
    return undefined;
  }
}

/**
 * AWS's restJson1: the code is in a header or in `__type`, in either case possibly with a namespace or a URL around it.
 */
function toApiError(response: Response, body: unknown): ApiError {
  const fields: Record<string, unknown> = typeof body === "object" && body !== null ? { ...body } : {};
  const type = response.headers.get("x-amzn-errortype") ?? textOf(fields["__type"]) ?? "UnknownError";
  const code = type.split(":")[0]?.split("#").at(-1) ?? type;
  const message = textOf(fields["Message"]) ?? textOf(fields["message"]) ?? code;
  return new ApiError(code, message, response.status, response.headers.get("x-amzn-requestid") ?? "");
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
