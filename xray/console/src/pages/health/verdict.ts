import type { ServerStatus, CompatibilityReport } from "xray-local/console-wire/server-status.ts";
import { formatCount, formatCounted, formatTime } from "../../lib/format.ts";

/** A sentence that answers "does tracing work?", and the figure behind it. */
export interface Verdict {
  sentence: string;
  detail: string;
}

/** A source that has sent before counts as quiet after this. */
const QUIET_MS = 60_000;
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six"];

/**
 * Fixed rules, in this order: nothing can be stored, nothing ever arrived, something is rejected or dropped, it is
 * quiet, all is well.
 */
export function verdictOf(status: ServerStatus): Verdict {
  const { arrivals, nowMs, startedAtMs, store } = status;
  const since = formatTime(startedAtMs / 1000, nowMs / 1000);
  if (store.problem !== undefined) {
    return { sentence: "What arrives cannot be stored.", detail: store.problem };
  }
  if (arrivals.received === 0 && lossesOf(status) === 0) {
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
    return {
      sentence: `${opening} ${things} ${lose}.`,
      detail: `${capitalised(lossWords(status))} since ${since}.`,
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

/** How many kinds of problems with AWS the range has: `3 things are not compatible with AWS.`; empty when there are none. */
export function problemSentence(report: CompatibilityReport | undefined): string {
  const things = report?.problems.length ?? 0;
  return things === 0
    ? ""
    : `${formatCounted(things, "thing")} ${things === 1 ? "is" : "are"} not compatible with AWS.`;
}

/** Why something that was sent did not become a trace, or cannot be read any more. */
function lossesOf({ rejections, drops, arrivals, store }: ServerStatus): number {
  const others = [arrivals.kernelDrops ?? 0, store.damagedChunks ?? 0];
  return rejections.length + drops.length + others.filter((count) => count > 0).length;
}

function lossWords({ arrivals, store }: ServerStatus): string {
  const { received, rejected, dropped, kernelDrops = 0 } = arrivals;
  const segments = formatCounted(received, "segment");
  const words: string[] = [];
  if (rejected > 0) words.push(`${formatCount(rejected)} of ${segments} ${wasOrWere(rejected)} rejected`);
  if (dropped > 0)
    words.push(
      `${formatCount(dropped)} ${rejected > 0 ? "" : `of ${segments} `}${wasOrWere(dropped)} dropped`,
    );
  if (kernelDrops > 0) words.push(`the kernel dropped ${formatCounted(kernelDrops, "datagram")}`);
  const { damagedChunks = 0 } = store;
  if (damagedChunks > 0) words.push(`${formatCounted(damagedChunks, "part")} of the store cannot be read`);
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")}, and ${words.at(-1)}`;
}

function wasOrWere(count: number): string {
  return count === 1 ? "was" : "were";
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
