const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const PATTERNS = new Set([
  "/",
  "/about",
  "/notifications",
  "/messages",
  "/lessons/:name",
  "/messages/@:handle",
  "/search",
  "/@:handle",
  "/@:handle/status/:uuid",
]);

/** The pattern of a path, so that traces of one page can be found together: `/@worf` is `/@:handle`. `*` for all the others. */
export function toPagePattern(path: string): string {
  const parts = path.replace(/(?<=.)\/+$/, "").split("/");
  const pattern = parts.map((part, index) => toPart(part, parts[index - 1])).join("/");
  return PATTERNS.has(pattern) ? pattern : "*";
}

function toPart(part: string, before: string | undefined): string {
  if (/^@./.test(part)) return "@:handle";
  if (before === "lessons") return ":name";
  return UUID.test(part) ? ":uuid" : part;
}
