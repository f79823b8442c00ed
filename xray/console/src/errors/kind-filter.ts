import { quoteString } from "xray-local/filter/format-filter.ts";
import type { ErrorKind } from "./error-kinds.ts";
import { messageRuns } from "./error-words.ts";

/** Shorter parts occur in every message. */
const LEAST_PART = 3;

/**
 * The filter that finds the traces that failed because of a kind: its type, and the parts of its message that are not
 * values. Undefined when it never reached the client: then it is no root cause, and X-Ray's language has no other
 * exceptions.
 *
 *     rootcause.fault.exception { name = "PaymentTimeout" AND message CONTAINS "no answer from " }
 */
export function kindFilter({ type, message, outcome, reachedClient }: ErrorKind): string | undefined {
  if (reachedClient === 0) return undefined;
  const parts = messageRuns(message).filter(
    ({ text, isValue }) => !isValue && text.trim().length >= LEAST_PART,
  );
  const conditions = [
    `name = ${quoteString(type)}`,
    ...parts.map(({ text }) => `message CONTAINS ${quoteString(text)}`),
  ];
  return `rootcause.${outcome === "fault" ? "fault" : "error"}.exception { ${conditions.join(" AND ")} }`;
}
