import type { ServerStatus } from "../console-wire/server-status.ts";
import { note, ok, wrong } from "./finding.ts";
import type { Finding } from "./finding.ts";

const RECENT_MS = 15 * 60_000;

/** What the local X-Ray rejected or dropped, and why. */
export function rejectionFindings(
  { rejections, arrivals }: Pick<ServerStatus, "rejections" | "arrivals">,
  nowMs: number,
): readonly Finding[] {
  if (rejections.length === 0)
    return [ok("Rejections", `None of ${arrivals.received} documents since the start.`)];
  return rejections.map((rejection) => {
    const text = `${rejection.count} × ${rejection.reason}.`;
    return nowMs - rejection.lastAtMs < RECENT_MS
      ? wrong("Rejections", text, rejection.remedy)
      : note("Rejections", `${text} None lately.`, rejection.remedy);
  });
}
