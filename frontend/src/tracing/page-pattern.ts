const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const PATTERNS = new Set([
  "/",
  "/about",
  "/notifications",
  "/messages",
  "/messages/@:handle",
  "/search",
  "/@:handle",
  "/@:handle/status/:uuid",
]);

/** The pattern of a path, so that traces of one page can be found together: `/@worf` is `/@:handle`. `*` for all the others. */
export function toPagePattern(path: string): string {
  const parts = path.replace(/(?<=.)\/+$/, "").split("/");
  const pattern = parts
    .map((part) => (/^@./.test(part) ? "@:handle" : UUID.test(part) ? ":uuid" : part))
    .join("/");
  return PATTERNS.has(pattern) ? pattern : "*";
}
