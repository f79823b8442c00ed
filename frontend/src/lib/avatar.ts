/** First letters of the first two words, in capitals: `LM` for "Londo Mollari". `?` for a name without letters or digits. */
export function initialsOf(displayName: string): string {
  const words = displayName.match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  const initials = words.slice(0, 2).map((word) => String.fromCodePoint(word.codePointAt(0) ?? 63));
  return initials.join("").toLocaleUpperCase("en") || "?";
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A hue in degrees, always the same for a handle: FNV-1a, whose upper bits differ most for short texts. */
export function hueOf(handle: string): number {
  let hash = FNV_OFFSET;
  for (const character of handle) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), FNV_PRIME) >>> 0;
  }
  return Math.floor((hash / 2 ** 32) * 360);
}
