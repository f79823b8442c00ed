/** The most characters of a message, as in the API: for a crud, and for a reply or a direct message. */
export const MAX_CRUD_LENGTH = 280;
export const MAX_REPLY_LENGTH = 1_024;

/**
 * Counts characters as people and Postgres do: an emoji of two code units is one. Without blanks at either end, which
 * are not sent.
 */
export function countCharacters(text: string): number {
  return Array.from(text.trim()).length;
}

/** The counter warns from here on. */
const FEW_LEFT = 20;

export type Room = "plenty" | "little" | "none";

export function roomLeft(left: number): Room {
  if (left < 0) return "none";
  return left <= FEW_LEFT ? "little" : "plenty";
}

/** `1 character too many.`, `12 characters too many.` */
export function tooManyWords(excess: number): string {
  return `${excess} ${excess === 1 ? "character" : "characters"} too many.`;
}
