import type { TimeRange } from "../../lib/time-range.ts";

/**
 * The minute around the moment in a trace id (its second part is epoch seconds in hexadecimal; Developer Guide,
 * "Trace ID format"), or undefined for what is no trace id.
 */
export function traceMinute(id: string): TimeRange | undefined {
  const match = /^1-([0-9a-f]{8})-[0-9a-f]{24}$/i.exec(id);
  if (!match?.[1]) return undefined;
  const startSec = Math.floor(parseInt(match[1], 16) / 60) * 60;
  return { kind: "between", startSec, endSec: startSec + 60 };
}
