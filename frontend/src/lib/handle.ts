/** The handle of a path's part: `worf` for `@worf`. `undefined` for a part that names nobody. */
export function handleOf(part: string): string | undefined {
  return part.length > 1 && part.startsWith("@") ? part.slice(1) : undefined;
}
