import type { Subject } from "../filter-expression.ts";
import { unquoteString } from "./lex-filter.ts";
import type { TokenCursor } from "./token-cursor.ts";

/** The seconds of units that people write after a time. */
const UNITS: Readonly<Record<string, number>> = {
  us: 1e-6,
  µs: 1e-6,
  ms: 0.001,
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3600,
};

const WITH_UNIT = /^(-?(?:\d+(?:\.\d*)?|\.\d+))\s*([a-zµ]+)$/i;

/** Times in the language are in seconds, without a unit. */
export function isInSeconds(subject: Subject): boolean {
  return subject.kind === "keyword" && (subject.name === "responsetime" || subject.name === "duration");
}

/** Rejects `100ms`, which is not a number, and says what to write: `0.1`. */
export function rejectOtherUnit(cursor: TokenCursor): void {
  const token = cursor.peek();
  if (token === undefined) return;
  const text = token.kind === "string" ? unquoteString(token.text) : token.text;
  const [, digits = "", unit = ""] = WITH_UNIT.exec(text) ?? [];
  const seconds = toSeconds(Number(digits), unit);
  if (digits !== "" && seconds !== undefined) rejectAt(cursor, token, seconds);
}

/** Rejects `100 ms` in the same way. */
export function rejectUnitBehind(cursor: TokenCursor, value: number): void {
  const token = cursor.peek();
  const seconds = token === undefined ? undefined : toSeconds(value, token.text);
  const number = cursor.previous();
  if (token === undefined || number === undefined || seconds === undefined) return;
  rejectAt(cursor, { start: number.start, end: token.end }, seconds);
}

function toSeconds(value: number, unit: string): number | undefined {
  const known = UNITS[unit.toLowerCase()];
  return known === undefined ? undefined : Number((value * known).toPrecision(12));
}

function rejectAt(
  cursor: TokenCursor,
  { start, end }: { start: number; end: number },
  seconds: number,
): never {
  const written = cursor.text.slice(start, end);
  return cursor.reject({ start, end }, `${seconds}`, `seconds: write ${seconds} instead of ${written}`);
}
