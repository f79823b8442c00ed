import { capitalize, countWord } from "../lib/count-words.ts";
import { formatCount, formatCounted } from "../lib/format.ts";
import type { ErrorKind } from "./error-kinds.ts";
import { kindsIn } from "./errors-view.ts";

/** Whether anything is new, in a sentence: `Two kinds are new in the last hour.` */
export function errorsVerdict(kinds: readonly ErrorKind[], range: string): string {
  const fresh = kindsIn(kinds, "new").length;
  const rising = kindsIn(kinds, "rising").length;
  const inRange = `${range.slice(0, 1).toLowerCase()}${range.slice(1)}`;
  const within = inRange.startsWith("last") ? `in the ${inRange}` : `from ${inRange}`;
  if (fresh > 0) {
    const first = `${capitalize(countWord(fresh))} ${fresh === 1 ? "kind is" : "kinds are"} new ${within}`;
    return rising === 0
      ? `${first}.`
      : `${first}, ${countWord(rising)} ${rising === 1 ? "is" : "are"} rising.`;
  }
  if (rising > 0)
    return `${capitalize(countWord(rising))} ${rising === 1 ? "kind is" : "kinds are"} rising; none is new.`;
  return `Nothing is new ${within}.`;
}

/** `11 kinds, 978 times in 646 traces` */
export function errorsExtent(kinds: number, figures: { count: number; traces: number }): string {
  return `${formatCounted(kinds, "kind")}, ${formatCounted(figures.count, "time")} in ${formatCounted(figures.traces, "trace")}`;
}

/** What became of it: `client got 502`, `client got 502 in 28 of 30`, `handled`. */
export function fateWords({ reachedClient, count, status, way }: ErrorKind): string {
  if (reachedClient === 0) return way.length > 1 ? `handled by ${serviceName(way.at(-1) ?? "")}` : "handled";
  const got = status === undefined ? "reached the client" : `client got ${status}`;
  return reachedClient === count ? got : `${got} in ${formatCount(reachedClient)} of ${formatCount(count)}`;
}

/** The name without the type. */
export function serviceName(key: string): string {
  return key.replace(/\|[^|]*$/, "");
}

/** Divides a message into runs; a placeholder for a value, such as `:host` or `#`, is a run of its own. */
export function messageRuns(message: string): readonly { text: string; isValue: boolean; at: number }[] {
  const runs: { text: string; isValue: boolean; at: number }[] = [];
  let at = 0;
  for (const match of message.matchAll(/(?<![\w:]):(?:value|email|id|host)\b|#/g)) {
    if (match.index > at) runs.push({ text: message.slice(at, match.index), isValue: false, at });
    runs.push({ text: match[0], isValue: true, at: match.index });
    at = match.index + match[0].length;
  }
  if (at < message.length) runs.push({ text: message.slice(at), isValue: false, at });
  return runs;
}
