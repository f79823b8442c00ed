/**
 * Whether a rule's pattern matches a text: `*` matches any characters, or none; `?` exactly one; case does not matter.
 * Source: AWS X-Ray Developer Guide, "Configuring sampling rules in the console". Remembers only the last `*`, so that
 * no pattern takes more than length × length steps.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  for (let i = 0; i < given.length;) {
    const symbol = wanted[at];
    if (symbol === "*") {
      star = at;
      resumeAt = i;
      at += 1;
    } else if (symbol === "?" || (symbol !== undefined && symbol === given[i])) {
      at += 1;
      i += 1;
    } else if (star >= 0) {
      // The last star matches one character more, and the rest of the pattern is tried again.
      resumeAt += 1;
      i = resumeAt;
      at = star + 1;
    } else {
      return false;
    }
  }
  while (wanted[at] === "*") at += 1;
  return at === wanted.length;
}
