import type { Check } from "../context.ts";
import { note, ok, wrong } from "../finding.ts";

const RECENT_MS = 15 * 60_000;

/** What the local X-Ray did not take, and why. */
export const checkRejections: Check = ({ status, nowMs }) => {
  if (!status) return [];
  if (status.rejections.length === 0)
    return [ok("Rejections", `None of ${status.arrivals.received} documents since the start.`)];
  return status.rejections.map((rejection) => {
    const text = `${rejection.count} × ${rejection.reason}.`;
    return nowMs - rejection.lastAtMs < RECENT_MS
      ? wrong("Rejections", text, rejection.remedy)
      : note("Rejections", `${text} None lately.`, rejection.remedy);
  });
};
