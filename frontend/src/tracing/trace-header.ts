export const TRACE_HEADER = "X-Amzn-Trace-Id";

/** What a request tells about its trace. */
export interface TraceContext {
  traceId: string;
  /** The id of the request's subsegment; the server's segment becomes its child. */
  parentId: string;
  /** `undefined` when the rules have not been asked yet. */
  isSampled: boolean | undefined;
}

/** What the server decided about a request that asked. */
export interface SamplingAnswer {
  traceId: string;
  isSampled: boolean;
}

const TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i;

/**
 * `Root=1-…;Parent=…;Sampled=1`. `Sampled=?` leaves the decision to the rules, and the server answers with it (X-Ray
 * SDKs).
 */
export function formatTraceHeader({ traceId, parentId, isSampled }: TraceContext): string {
  const sampled = isSampled === undefined ? "?" : isSampled ? "1" : "0";
  return `Root=${traceId};Parent=${parentId};Sampled=${sampled}`;
}

/** Parses `Root=1-…;Sampled=1` of an answer. `undefined` without a header or a decision: then nothing was traced. */
export function parseSamplingAnswer(header: string | null): SamplingAnswer | undefined {
  const values = new Map(
    (header ?? "").split(";").map((pair) => {
      const [key = "", value = ""] = pair.split("=");
      return [key.trim().toLowerCase(), value.trim()];
    }),
  );
  const traceId = values.get("root") ?? "";
  const sampled = values.get("sampled");
  if (!TRACE_ID.test(traceId) || (sampled !== "0" && sampled !== "1")) return undefined;
  return { traceId, isSampled: sampled === "1" };
}
