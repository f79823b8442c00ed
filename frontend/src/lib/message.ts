/** Characters that a message may have, as the API has it: a crud, and a reply or a message to somebody. */
export const MAX_CRUD_LENGTH = 280;
export const MAX_REPLY_LENGTH = 1_024;

/** Characters as people and Postgres count them: an emoji of two code units is one. Blanks around it are not sent. */
export function countCharacters(text: string): number {
  return Array.from(text.trim()).length;
}

/** From here on the counter warns. */
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
