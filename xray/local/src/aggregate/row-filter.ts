import { readI32, readU8 } from "../bytes/elements.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import type { TraceRows } from "../model/trace-rows.ts";
import { FLAGS, RecordingFacts } from "./recording-facts.ts";

export type RowFilter = (rows: TraceRows, row: number) => boolean;

const NUMBERS = 2 ** 24;
const FIRST_ROOM = 1024;
/** Folded keys are behind those of flags alone. */
const FLAG_KEYS = 256;
/** What is known of the traces of a key: nothing, that each has to be asked, or the answer of all. */
const UNKNOWN = 0;
const ASK = 1;
const NO = 2;
const YES = 3;

const PARTS = ["http", "topology", "labels"] as const;

/**
 * Makes a filter of traces into one of rows, which asks it once for all traces that have in common what it reads: by the
 * same parts and flags it comes to the same answer the same way. A filter that reads what each trace has for itself, as
 * its response time, is asked of each.
 */
export function createRowFilter(matches: (facts: TraceFacts) => boolean): RowFilter {
  const facts = new RecordingFacts();
  /** Which flags and parts it was seen to read. */
  let parts = 0;
  let version = -1;
  let folded = new Map<number, number>();
  let answers = new Uint8Array(FIRST_ROOM);

  function forget(): void {
    folded = new Map();
    answers.fill(UNKNOWN);
  }

  function note(key: number, answer: number): void {
    if (key >= answers.length) {
      const old = answers;
      answers = new Uint8Array(Math.max(key + 1, old.length * 2));
      answers.set(old);
    }
    answers[key] = answer;
  }

  /** One number for what it may read; -1 where a part has no number. */
  function keyOf(rows: TraceRows, row: number): number {
    let key = (parts & FLAGS) === 0 ? 0 : readU8(rows.flags, row);
    for (let at = 0; at < PARTS.length; at += 1) {
      const part = PARTS[at];
      if (part === undefined || (parts & (2 << at)) === 0) continue;
      const number = readI32(rows.numbers[part], row);
      if (number < 0) return -1;
      // Where it is the only thing that is read, it is a key by itself.
      if (parts === 2 << at) return number;
      const both = key * NUMBERS + number;
      key = folded.get(both) ?? folded.size + FLAG_KEYS;
      if (key === folded.size + FLAG_KEYS) folded.set(both, key);
    }
    return key;
  }

  function ask(rows: TraceRows, row: number): boolean {
    facts.moveTo(rows, row);
    return matches(facts);
  }

  return (rows, row) => {
    if (rows.version !== version) {
      version = rows.version;
      forget();
    }
    const key = keyOf(rows, row);
    const known = key < 0 ? ASK : (answers[key] ?? UNKNOWN);
    if (known === YES) return true;
    if (known === NO) return false;
    const answer = ask(rows, row);
    if (known === ASK) return answer;
    const isNews = (facts.read & ~parts & ~RecordingFacts.OWN) !== 0;
    if (isNews) {
      // What was found by less is no key any more.
      parts |= facts.read & ~RecordingFacts.OWN;
      forget();
    }
    const place = isNews ? keyOf(rows, row) : key;
    if (place < 0) return answer;
    const shared = answer ? YES : NO;
    note(place, facts.isShared ? shared : ASK);
    return answer;
  };
}
