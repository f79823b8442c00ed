import type { ServerStatus } from "../console-wire/server-status.ts";
import { note, ok, wrong } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { formatCounted } from "../text/format-text.ts";

const RECENT_MS = 15 * 60_000;

/** What the local X-Ray rejected or dropped, and why. */
export function rejectionFindings(
  { rejections, drops, arrivals }: Pick<ServerStatus, "rejections" | "drops" | "arrivals">,
  nowMs: number,
): readonly Finding[] {
  const toFinding = (subject: string, reason: Reason, text: string): Finding =>
    nowMs - reason.lastAtMs < RECENT_MS
      ? wrong(subject, text, reason.remedy)
      : note(subject, `${text} None lately.`, reason.remedy);
  const found = [
    ...rejections.map((each) => toFinding("Rejections", each, `${each.count} × ${each.reason}.`)),
    ...drops.map((each) =>
      toFinding("Dropped", each, `${each.count} × ${each.reason}.${each.problem ? ` ${each.problem}` : ""}`),
    ),
  ];
  return found.length > 0
    ? found
    : [ok("Rejections", `None of ${formatCounted(arrivals.received, "document")} since the start.`)];
}

interface Reason {
  lastAtMs: number;
  remedy: string;
}
