/** AWS's limits of attributes (API Reference, SamplingRule). */
const MOST = 5;
const MOST_CHARACTERS = 32;

/**
 * Attributes in the form of the editor: `key=value`, one a line; the value may contain `=`. Empty lines are ignored.
 */
export function parseRuleAttributes(text: string): {
  attributes: Readonly<Record<string, string>>;
  /** The first problem, in words. */
  problem?: string;
} {
  const attributes: Record<string, string> = {};
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line === "") continue;
    const at = line.indexOf("=");
    const key = at === -1 ? "" : line.slice(0, at).trim();
    const value = line.slice(at + 1).trim();
    if (key === "" || value === "") return { attributes, problem: `“${line}” is not key=value` };
    if (key.length > MOST_CHARACTERS || value.length > MOST_CHARACTERS) {
      return { attributes, problem: `${key}: a key and a value have at most ${MOST_CHARACTERS} characters` };
    }
    if (Object.hasOwn(attributes, key)) return { attributes, problem: `${key} stands there twice` };
    attributes[key] = value;
  }
  if (Object.keys(attributes).length > MOST)
    return { attributes, problem: `A rule has at most ${MOST} attributes` };
  return { attributes };
}

export function formatRuleAttributes(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([key, value]) => `${key}=${value}`)
    .join("\n");
}
