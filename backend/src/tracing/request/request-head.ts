/** The headers of a request that tracing reads every time. */
export interface RequestHead {
  /** The first one, as in Node's own `headers`. */
  host: string | undefined;
  /** X-Amzn-Trace-Id; several ones are joined, as in Node. */
  trace: string | undefined;
  hasBody: boolean;
}

/**
 * Reads raw headers: names and values by turns, in the client's spelling. Node makes an object of all headers when
 * `headers` is first read, which took half of the time of a request that is not sampled.
 */
export function readRequestHead(rawHeaders: readonly string[]): RequestHead {
  const head: RequestHead = { host: undefined, trace: undefined, hasBody: false };
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    const value = rawHeaders[index + 1] ?? "";
    // Few headers have this length, and only those need be compared.
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
