/**
 * What a control holds that stands in the address too. It is typed here first and written to the address when it rests; what is
 * written comes back later, when the page was drawn with it, and must not take the place of what was typed since.
 *
 *     type a, write, type ab, see a   ->   ab stays: a is what was written
 *     type a, write, see x            ->   x: somebody else changed the address
 */
export interface AddressDraft {
  text: string;
  /** What the page was drawn with last. */
  seen: string;
  /** Written and not seen yet, oldest first. */
  underway: readonly string[];
}

export function draftOf(value: string): AddressDraft {
  return { text: value, seen: value, underway: [] };
}

export function typeInto(draft: AddressDraft, text: string): AddressDraft {
  return text === draft.text ? draft : { ...draft, text };
}

/** A text goes to the address; what was typed since stays. */
export function writeOut(draft: AddressDraft, text: string = draft.text): AddressDraft {
  return text === lastOf(draft) ? draft : { ...draft, underway: [...draft.underway, text] };
}

/** The page is drawn with a value of the address. Values that were written before it are not seen any more. */
export function see(draft: AddressDraft, value: string): AddressDraft {
  if (value === draft.seen) return draft;
  const at = draft.underway.indexOf(value);
  if (at === -1) return draftOf(value);
  return { ...draft, seen: value, underway: draft.underway.slice(at + 1) };
}

/** Whether the address has, or is about to have, what the control holds. */
export function isWritten(draft: AddressDraft): boolean {
  return draft.text === lastOf(draft);
}

function lastOf({ seen, underway }: AddressDraft): string {
  return underway.at(-1) ?? seen;
}
