/**
 * Writes each condition of a filter's block on a line of its own, and keeps parentheses together.
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
