import { parseJson } from "./raw-json.ts";

export type ParsedDatagram =
  | { ok: true; bodyStart: number }
  | { ok: false; reason: "MissingHeader" | "InvalidHeader" | "MissingDocument" };

const NEWLINE = 0x0a;
/** First what the SDKs for Node, Python, .NET and Ruby send, then what Go and Java send. */
const USUAL_HEADERS = ['{"format":"json","version":1}', '{"format": "json", "version": 1}'].map((header) =>
  new TextEncoder().encode(`${header}\n`),
);
/** A longer header is not parsed: its two fields need 30 bytes. */
const MAX_HEADER_BYTES = 1024;

/**
 * Finds where the document starts in `{"format":"json","version":1}\n<document>`. Does not read the document. Source:
 * aws-xray-daemon, cmd/tracing/daemon.go and pkg/tracesegment/tracesegment.go: split at the first newline, an empty
 * document is rejected before the header is read, `format` in any case, `version` 1.
 */
export function parseDatagram(bytes: Uint8Array): ParsedDatagram {
  for (const header of USUAL_HEADERS) {
    if (startsWith(bytes, header) && bytes.length > header.length) {
      return { ok: true, bodyStart: header.length };
    }
  }
  const newline = bytes.indexOf(NEWLINE);
  if (newline < 0) return { ok: false, reason: isHeader(bytes) ? "MissingDocument" : "MissingHeader" };
  if (newline === bytes.length - 1) return { ok: false, reason: "MissingDocument" };
  if (!isHeader(bytes.subarray(0, newline))) return { ok: false, reason: "InvalidHeader" };
  return { ok: true, bodyStart: newline + 1 };
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  if (bytes.length < prefix.length) return false;
  for (let index = 0; index < prefix.length; index++) {
    if (bytes[index] !== prefix[index]) return false;
  }
  return true;
}

function isHeader(bytes: Uint8Array): boolean {
  if (bytes.length > MAX_HEADER_BYTES) return false;
  const header = parseJson(new TextDecoder().decode(bytes));
  if (typeof header !== "object" || header === null) return false;
  let format: unknown;
  let version: unknown;
  // Go matches member names in any case.
  for (const [key, value] of Object.entries(header)) {
    if (key.toLowerCase() === "format") format = value;
    if (key.toLowerCase() === "version") version = value;
  }
  return typeof format === "string" && format.toLowerCase() === "json" && version === 1;
}
