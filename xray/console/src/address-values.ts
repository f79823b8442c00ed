/** How values are written into the query of an address, and read again. */

/** Values of a URL's query; undefined and empty ones are left out. */
export type Values = Readonly<Record<string, string | undefined>>;

/** The query with some values changed; an empty or undefined value is removed. */
export function withValues(query: URLSearchParams, values: Values): string {
  const changed = new URLSearchParams(query);
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || value === "") changed.delete(key);
    else changed.set(key, value);
  }
  return textOf(changed);
}

/** An address of a path with these values. */
export function withQuery(path: string, values: Values): string {
  return path + withValues(new URLSearchParams(), values);
}

/** The order of values in a URL, so that a view has one URL however it was reached; other values come last. */
const VALUE_ORDER: readonly string[] = [
  "row",
  "zoom",
  "fold",
  "path",
  "filter",
  "a",
  "b",
  "hold",
  "timeRange",
  "group",
  "against",
  "node",
  "edge",
  "rule",
  "try",
  "reason",
  "brush",
  "outcomes",
  "sort",
  "cols",
  "chosen",
  "size",
  "show",
  "view",
  "of",
  "frame",
  "map",
];

/** `~`, `,`, `:` and `/` are allowed in a query, and read better unescaped. */
function textOf(query: URLSearchParams): string {
  const placeOf = (key: string) => (VALUE_ORDER.includes(key) ? VALUE_ORDER.indexOf(key) : Infinity);
  const inOrder = [...query].toSorted(([a], [b]) => placeOf(a) - placeOf(b) || 0);
  const text = new URLSearchParams(inOrder)
    .toString()
    .replace(/%(?:7E|2C|3A|2F|40)/g, (escape) => decodeURIComponent(escape));
  return text === "" ? "" : `?${text}`;
}

/** `1~2`: numbers; what is none is undefined. */
export function numbersOf(text: string): readonly (number | undefined)[] {
  return text.split("~").map((digits) => {
    const value = Number(digits);
    return digits === "" || !Number.isFinite(value) ? undefined : value;
  });
}

/** `a,b`. */
export function listOf(text: string | null): readonly string[] {
  return text === null || text === "" ? [] : text.split(",");
}

/** A text that is not encoded as it should be stays as it is. */
export function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
