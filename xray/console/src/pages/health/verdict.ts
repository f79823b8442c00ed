import type { ServerStatus, CompatibilityReport } from "xray-local/console-wire/server-status.ts";
import { formatCount, formatCounted, formatTime } from "../../lib/format.ts";

/** A sentence that answers "is tracing healthy?", and the figure behind it. */
export interface Verdict {
  sentence: string;
  detail: string;
}

/** A source that has sent before is called quiet after this. */
const QUIET_MS = 60_000;
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six"];

/** Fixed rules, in this order: nothing ever arrived, something is lost, it is quiet, all is well. */
export function verdictOf(status: ServerStatus): Verdict {
  const { arrivals, rejections, nowMs, startedAtMs } = status;
  const since = formatTime(startedAtMs / 1000, nowMs / 1000);
  const kernelDrops = arrivals.kernelDrops ?? 0;
  if (arrivals.received === 0 && rejections.length === 0 && kernelDrops === 0) {
    const sentence =
      status.store.traces === 0 ? "Everything listens. Nothing has arrived yet." : "Everything listens.";
    return { sentence, detail: `No segment since the start at ${since}.` };
  }
  const quiet = arrivals.lastReceivedAtMs !== undefined && nowMs - arrivals.lastReceivedAtMs > QUIET_MS;
  const opening = quiet ? "It is quiet." : "Traces arrive.";
  const losses = lossesOf(status);
  if (losses > 0) {
    const things = losses === 1 ? "One thing" : `${capitalised(NUMBERS[losses] ?? String(losses))} things`;
    const lose = quiet ? "lost some of what came" : `${losses === 1 ? "loses" : "lose"} some of them`;
    const details = [
      ...(arrivals.rejected > 0 || kernelDrops === 0
        ? [
            `${formatCount(arrivals.rejected)} of ${formatCounted(arrivals.received, "segment")} were rejected`,
          ]
        : []),
      ...(kernelDrops > 0 ? [`the kernel dropped ${formatCounted(kernelDrops, "datagram")}`] : []),
    ];
    return {
      sentence: `${opening} ${things} ${lose}.`,
      detail: `${capitalised(details.join(", and "))} since ${since}.`,
    };
  }
  const last =
    arrivals.lastReceivedAtMs === undefined
      ? since
      : formatTime(arrivals.lastReceivedAtMs / 1000, nowMs / 1000);
  return quiet
    ? { sentence: `${opening} Nothing was lost.`, detail: `The last segment came at ${last}.` }
    : {
        sentence: `${opening} Nothing is lost.`,
        detail: `${formatCounted(arrivals.received, "segment")} since ${since}, all of them stored.`,
      };
}

/** What of the range would not go well on AWS: `3 things would be trouble on AWS.`; empty when there is none. */
export function problemSentence(report: CompatibilityReport | undefined): string {
  const things = report?.problems.length ?? 0;
  return things === 0 ? "" : `${formatCounted(things, "thing")} would be trouble on AWS.`;
}

/** Reasons for which something sent did not become a trace. */
function lossesOf({ rejections, arrivals }: ServerStatus): number {
  return rejections.length + ((arrivals.kernelDrops ?? 0) > 0 ? 1 : 0);
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
