/** The valid target of a request. */
export interface RequestTarget {
  /** As it was sent, from the path on: `/lessons/a%20b?x=1`. */
  raw: string;
  /** Decoded, without the query: `/lessons/a b`. */
  path: string;
  /** The host of a target in absolute form, which counts in place of the header's (RFC 9112, 3.2.2). */
  host?: string;
}

/** `GET http://localhost:3000/search?term=x HTTP/1.1`, as clients of a proxy write it. */
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]+)(.*)$/is;

/**
 * Parses a request's target (RFC 9112, 3.2). `undefined` for one that no honest client sends: a URL that cannot be
 * parsed, a broken escape, a fragment, a path that leads upwards or contains what no file name has.
 */
export function parseTarget(target: string): RequestTarget | undefined {
  const absolute = ABSOLUTE_FORM.exec(target);
  const rest = absolute ? toOriginForm(absolute[2] ?? "") : target;
  if (!rest.startsWith("/") || rest.includes("#")) return undefined;
  if (absolute && !URL.canParse(target)) return undefined;
  const path = decode(rest.replace(/\?.*$/s, ""));
  if (path === undefined || /[\p{Cc}\\]/u.test(path) || path.split("/").includes("..")) return undefined;
  return { raw: rest, path, ...(absolute ? { host: absolute[1] ?? "" } : {}) };
}

/** `http://localhost?x` has an empty path, which means `/`. */
function toOriginForm(rest: string): string {
  return rest.startsWith("/") ? rest : `/${rest}`;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
