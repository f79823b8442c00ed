/** FNV-1a of 32 bits in hexadecimal digits, for URLs: hardly ever the same for two of a few hundred texts. */
export function hashOf(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
