import { parseJson } from "../../protocol/raw-json.ts";
import { invalidRequest } from "./errors.ts";

/** The trace after which a page begins. */
interface PagePosition {
  startSec: number;
  id: string;
}

/** Writes a position as opaque text. It holds no state of the server, so a token survives a restart. */
export function toPageToken({ startSec, id }: PagePosition): string {
  return Buffer.from(JSON.stringify([startSec, id])).toString("base64url");
}

/** Throws InvalidRequestException for a text that `toPageToken` did not make. */
export function parsePageToken(token: string): PagePosition {
  const value = parseJson(Buffer.from(token, "base64url").toString("utf8"));
  if (Array.isArray(value) && value.length === 2) {
    const [startSec, id]: unknown[] = value;
    if (typeof startSec === "number" && typeof id === "string") return { startSec, id };
  }
  throw invalidRequest("Invalid NextToken");
}
