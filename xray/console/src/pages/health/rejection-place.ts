import { isRawObject, parseJson } from "xray-local/protocol/raw-json.ts";
import type { RejectionStatus } from "xray-local/console-wire/server-status.ts";

/** What a rejected document or datagram says about itself; `code` is quoted from it. */
export interface RejectionPlace {
  code: string;
  words: string;
}

/** How much is quoted from the beginning of a datagram that is no document. */
const QUOTED = 40;
/** Letters, digits and spaces of any script and a few signs, 1 to 200 (Developer Guide, "Segment documents"). */
const NAME = /^[\p{L}\p{N}\p{Z}_.:/%&#=+\\\-@]{1,200}$/u;

/**
 * Where the newest document that was rejected for a reason comes from; undefined when nothing is known. Examples:
 * `crud(expired)` of backend-flask, for a name; `GET / HTTP/1.1` for a datagram without header; else the name of the
 * segment.
 */
export function rejectionPlace({
  reason,
  samples,
}: Pick<RejectionStatus, "reason" | "samples">): RejectionPlace | undefined {
  const document = samples.at(-1)?.document ?? "";
  const names = [...document.matchAll(/"name"\s*:\s*"((?:[^"\\]|\\.)*)"/g)].map(([, name = ""]) =>
    unescape(name),
  );
  const wrong = reason === "InvalidName" ? names.find((name) => !NAME.test(name)) : undefined;
  const segment = segmentNameOf(document) ?? names[0];
  if (wrong !== undefined) {
    return { code: clip(wrong), words: segment === undefined || segment === wrong ? "" : `of ${segment}` };
  }
  if (segment !== undefined && segment !== "") return { code: "", words: segment };
  const begin = document.trim().split(/\r?\n/)[0] ?? "";
  return begin === "" ? undefined : { code: clip(begin), words: "" };
}

/** Samples are cut, so most cannot be parsed: the first name may then be a subsegment's. */
function segmentNameOf(document: string): string | undefined {
  const parsed = parseJson(document.replace(/^\{"format"[^\n]*\n/, ""));
  return isRawObject(parsed) && typeof parsed["name"] === "string" ? parsed["name"] : undefined;
}

function unescape(quoted: string): string {
  const text = parseJson(`"${quoted}"`);
  return typeof text === "string" ? text : quoted;
}

function clip(text: string): string {
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
}
