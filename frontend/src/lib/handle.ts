/** The handle in a part of a path: `worf` for `@worf`. `undefined` for a part that cannot be one. */
export function handleOf(part: string): string | undefined {
  return part.length > 1 && part.startsWith("@") ? part.slice(1) : undefined;
}
