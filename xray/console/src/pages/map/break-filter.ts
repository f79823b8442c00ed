/**
 * A filter with each condition of its block on a line of its own; what stands in parentheses stays together.
 *
 *     service("a") { x AND (y AND z) }   ->   service("a") {
 *                                               x
 *                                               AND (y AND z) }
 */
export function breakFilter(filter: string): string {
  let depth = 0;
  return filter.replaceAll(/"(?:[^"\\]|\\.)*"|[()]| \{ | AND /g, (token) => {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (token === " { ") return " {\n  ";
    return token === " AND " && depth === 0 ? "\n  AND " : token;
  });
}
