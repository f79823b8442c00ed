/**
 * The value of a control that is in the URL too. It is typed here first, and written to the URL after a pause. The
 * written value comes back later, when the page is drawn with it, and must not replace what was typed since.
 *
 *     type a, write, type ab, see a   ->   ab stays: a is what was written
 *     type a, write, see x            ->   x: something else changed the URL
 */
export interface AddressDraft {
  text: string;
  /** The value that the page was last drawn with. */
  seen: string;
  /** Values that were written but not seen yet, oldest first. */
  underway: readonly string[];
}

export function draftOf(value: string): AddressDraft {
  return { text: value, seen: value, underway: [] };
}

export function typeInto(draft: AddressDraft, text: string): AddressDraft {
  return text === draft.text ? draft : { ...draft, text };
}

/** The text is written to the URL; what is typed later stays. */
export function writeOut(draft: AddressDraft, text: string = draft.text): AddressDraft {
  return text === lastOf(draft) ? draft : { ...draft, underway: [...draft.underway, text] };
}

/** The page is drawn with this value of the URL; values that were written before it will not be seen any more. */
export function see(draft: AddressDraft, value: string): AddressDraft {
  if (value === draft.seen) return draft;
  const at = draft.underway.indexOf(value);
  if (at === -1) return draftOf(value);
  return { ...draft, seen: value, underway: draft.underway.slice(at + 1) };
}

/** Whether the URL has the control's value, or soon will. */
export function isWritten(draft: AddressDraft): boolean {
  return draft.text === lastOf(draft);
}

function lastOf({ seen, underway }: AddressDraft): string {
  return underway.at(-1) ?? seen;
}
