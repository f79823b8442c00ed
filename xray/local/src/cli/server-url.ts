import { DEFAULT_CONSOLE_PORT } from "../default-ports.ts";
import { isRawObject, parseJson } from "../protocol/raw-json.ts";
import { toInert } from "../text/format-text.ts";
import { CommandError, EXIT } from "./command.ts";
import type { CommandInput, CommandWorld } from "./command.ts";
import { textOf } from "./parse-input.ts";

/** The default URL of the console and API. */
const DEFAULT_URL = `http://127.0.0.1:${DEFAULT_CONSOLE_PORT}`;

/**
 * The URL of the server for a command: `--url`, else `XRAY_LOCAL_URL` (which `run` sets), else the port that moves the server
 * too (`XRAY_CONSOLE_PORT`) or the default one.
 */
export function serverUrl(input: CommandInput, { env }: CommandWorld): string {
  const url = textOf(input, "url") ?? env["XRAY_LOCAL_URL"] ?? urlOfPort(env["XRAY_CONSOLE_PORT"]);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new CommandError(`${url} is no address of a server: it looks like ${DEFAULT_URL}.`, EXIT.usage);
  }
  return url;
}

/** 0 has the system choose, so nobody knows the port. */
function urlOfPort(port: string | undefined): string {
  return port === undefined || !/^[1-9]\d{0,4}$/.test(port) ? DEFAULT_URL : `http://127.0.0.1:${port}`;
}

/** Calls the server. Rejects with a `CommandError` when it is away or answers with an error. */
export async function callServer(url: URL, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new CommandError(
      `No local X-Ray answers at ${url.origin} (${cause}). Start it with xray-local, or name it with --url.`,
    );
  }
  if (!response.ok) {
    const text = await response.text();
    throw new CommandError(messageIn(text) ?? `${url.pathname} answered ${response.status}: ${text}`);
  }
  return response;
}

/** The API answers an error with a sentence. */
function messageIn(text: string): string | undefined {
  const value = parseJson(text);
  const message = isRawObject(value) ? value["Message"] : undefined;
  return typeof message === "string" ? toInert(message) : undefined;
}
