/** Texts of a request without what differs from request to request. All are limited in length, and never throw. */

const MAX_URL_CHARS = 200;
const MAX_SQL_CHARS = 2000;
const MAX_MESSAGE_CHARS = 200;

/** Statements and messages that are cached, some 4 MB at most. */
const MAX_KEPT = 1000;
/** URLs that are cached; they are shorter, and there are more of them. */
const MAX_KEPT_URLS = 10_000;
const MAX_KEPT_CHARS = 2000;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/**
 * A part of a path that names one thing and not a kind: a number, digits of a hash, `cus_9s6XKzkNRiz8i3`, `sku-1042`.
 */
const ID_PART =
  /^(?:\d+|(?=.*\d)[0-9a-f]{8,}|(?=.*\d)[\w~-]{20,}|[a-z]+_(?=.*\d)[A-Za-z0-9]{6,}|[A-Za-z]+-\d+)$/i;

/** `http://localhost:5000/api/users/42?tab=1` → `/api/users/:id`; a text that is not a URL is only cut. */
export const templateUrl = memoize((url: string) => {
  const path = cut(url, 10 * MAX_URL_CHARS)
    .replace(/^[a-z][a-z+.-]*:\/\/[^/?#]*/i, "")
    .replace(/[?#].*$/s, "");
  const parts = decoded(path).replace(UUID, ":id").split("/");
  const template = parts.map((part) => (ID_PART.test(part) ? ":id" : part.replace(/^@.+/, "@:name")));
  return cut(template.join("/") || "/", MAX_URL_CHARS);
}, MAX_KEPT_URLS);

/** `https://api.stripe.com/v1/charges/ch_1a2b3c4d` → `api.stripe.com/v1/charges/:id`. */
export function templateCalledUrl(url: string): string {
  const host = /^[a-z][a-z+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(url)?.[1] ?? "";
  return cut(`${host}${templateUrl(url)}`, MAX_URL_CHARS);
}

const SQL_COMMENT = /\/\*[\s\S]*?\*\/|--[^\n]*/g;
const SQL_TEXT = /\b[enbx]?'(?:[^']|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)|\$([a-z_]*)\$[\s\S]*?\$\1\$/gi;
/** Not inside a name, nor the number of a parameter. */
const SQL_NUMBER = /(?<![\w$@:.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\b/gi;
const SQL_PARAMETER = String.raw`(?:\$\d+|\?|[:@]\w+|%s)`;
const SQL_LIST = new RegExp(String.raw`\(\s*(${SQL_PARAMETER})(?:\s*,\s*${SQL_PARAMETER})+\s*\)`, "g");
const SQL_ROWS = /(\([^()]*…\)|\([^()]*\))(?:\s*,\s*\([^()]*…\))+/g;

/** `SELECT * FROM a WHERE b IN (1, 2) AND c = 'x'` → `SELECT * FROM a WHERE b IN (?, …) AND c = ?`. */
export const templateSql = memoize((statement: string) =>
  cut(statement, 2 * MAX_SQL_CHARS)
    .replace(SQL_TEXT, "?")
    .replace(SQL_COMMENT, " ")
    .replace(SQL_NUMBER, "?")
    .replace(SQL_LIST, "($1, …)")
    .replace(SQL_ROWS, "$1")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_SQL_CHARS),
);

const QUOTED = /"[^"]*"|(?<!\w)'[^']*'|`[^`]*`/g;
const ADDRESS =
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|app|local|internal)\b/gi;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const HEX = /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi;
const NUMBER = /(?<![\w#])\d[\d.,:]*\d|(?<![\w#])\d/g;

/** `no answer from stripe.com in 2000 ms` → `no answer from :host in # ms`; uses only the first line. */
export const templateMessage = memoize((message: string) => {
  const [line = ""] = message.trim().split("\n", 1);
  return cut(line, 2 * MAX_MESSAGE_CHARS)
    .replace(QUOTED, ":value")
    .replace(EMAIL, ":email")
    .replace(UUID, ":id")
    .replace(ADDRESS, ":host")
    .replace(HEX, ":id")
    .replace(NUMBER, "#")
    .slice(0, MAX_MESSAGE_CHARS);
});

/** Caches results, because the same texts come again and again; the cache is limited. */
function memoize(make: (text: string) => string, maxKept = MAX_KEPT): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (text.length > MAX_KEPT_CHARS) return made;
    if (known.size >= maxKept) known.clear();
    known.set(text, made);
    return made;
  };
}

/** Never ends with half of a character. */
function cut(text: string, characters: number): string {
  return text.length <= characters ? text : text.slice(0, characters).toWellFormed();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
