import { epochSecOf } from "xray-local/protocol/trace-id.ts";
import type { TimeRange } from "../../lib/time-range.ts";

/**
 * The minute around the time in a trace id (its second part is epoch seconds in hexadecimal; Developer Guide, "Trace ID
 * format"); undefined for what is not a trace id.
 */
export function traceMinute(id: string): TimeRange | undefined {
  const beganSec = epochSecOf(id);
  if (beganSec === undefined) return undefined;
  const startSec = Math.floor(beganSec / 60) * 60;
  return { kind: "between", startSec, endSec: startSec + 60 };
}
