/** Of a request's headers, what tracing looks at in every request. */
export interface RequestHead {
  /** The first one, as in Node's own `headers`. */
  host: string | undefined;
  /** X-Amzn-Trace-Id; several of them are joined, as Node does. */
  trace: string | undefined;
  hasBody: boolean;
}

/**
 * Reads raw headers: name and value by turns, in the client's spelling. The first look at `headers` has Node make an object of
 * all of them, which took half of the time of a request that is not sampled.
 */
export function readRequestHead(rawHeaders: readonly string[]): RequestHead {
  const head: RequestHead = { host: undefined, trace: undefined, hasBody: false };
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    const value = rawHeaders[index + 1] ?? "";
    // Few headers have such a length, and only theirs need be compared.
    if (name.length === 4) {
      if (name.toLowerCase() === "host") head.host ??= value;
    } else if (name.length === 15) {
      if (name.toLowerCase() === "x-amzn-trace-id")
        head.trace = head.trace === undefined ? value : `${head.trace}, ${value}`;
    } else if (name.length === 14 || name.length === 17) {
      const lower = name.toLowerCase();
      head.hasBody ||= lower === "content-length" || lower === "transfer-encoding";
    }
  }
  return head;
}
