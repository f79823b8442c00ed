/** The target in the first line of a request. */
export interface RequestTarget {
  /** Decoded, with one slash in front; `*` for the server as a whole. */
  path: string;
  query: URLSearchParams;
  /** Host and port, where the target has them; they then count in addition to the header. */
  authority?: string;
}

/**
 * Reads any target; never throws. Source: RFC 9112, 3.2: `/Traces?x=1`, `http://localhost:2001/Traces` from a proxy, or
 * `*`. An endpoint that ends in a slash doubles it: `//Traces` is `/Traces`.
 */
export function parseTarget(text = "/"): RequestTarget {
  const [, authority, rest = ""] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(text) ?? [undefined, undefined, text];
  const [, path = "", query = ""] = /^([^?#]*)(?:\?([^#]*))?/s.exec(rest) ?? [];
  return {
    path: path === "*" ? path : decode(path.replace(/^\/*/, "/")),
    query: new URLSearchParams(query),
    ...(authority !== undefined && { authority }),
  };
}

/** Leaves what is not properly encoded as it is. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
