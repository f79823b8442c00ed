import { quoteString } from "xray-local/filter/format-filter.ts";
import type { ErrorKind } from "./error-kinds.ts";
import { messageRuns } from "./error-words.ts";

/** Shorter parts are in every message. */
const LEAST_PART = 3;

/**
 * The expression that finds the traces that failed of a kind: its type, and what of its message is no value. Undefined
 * where it never reached the client: then it is no root cause, and X-Ray's language knows no other exceptions.
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
