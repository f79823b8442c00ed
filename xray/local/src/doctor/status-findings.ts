import type { CompatibilityReport, ServerStatus } from "../console-wire/server-status.ts";
import { note, ok, wrong } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { rejectionFindings } from "./rejection-findings.ts";
import { formatCounted } from "../text/format-text.ts";

/** Checks the status of a running server, in the order in which a segment travels. */
export function statusFindings(status: ServerStatus, nowMs: number): readonly Finding[] {
  return [
    clockFinding(status, nowMs),
    arrivalFinding(status, nowMs),
    ...kernelFindings(status),
    ...rejectionFindings(status, nowMs),
    ...samplingFindings(status),
    ...forwardFindings(status),
    ...damageFindings(status),
  ];
}

/**
 * A virtual machine that slept may have a wrong clock: its traces are then in another minute than the user looks at.
 */
const CLOCK_SKEW_MS = 5_000;

function clockFinding(status: ServerStatus, nowMs: number): Finding {
  const skewMs = status.nowMs - nowMs;
  const seconds = (Math.abs(skewMs) / 1000).toFixed(1);
  if (Math.abs(skewMs) < CLOCK_SKEW_MS)
    return ok("Clock", `The server's differs from this one by ${seconds} s.`);
  return wrong(
    "Clock",
    `The server's is ${seconds} s ${skewMs > 0 ? "ahead of" : "behind"} this one: traces seem to be of another time.`,
    "Set both by NTP. A virtual machine that was asleep has it right after a restart.",
  );
}

const QUIET_MS = 5 * 60_000;

function arrivalFinding({ arrivals, startedAtMs }: ServerStatus, nowMs: number): Finding {
  const { received, accepted, lastReceivedAtMs } = arrivals;
  if (lastReceivedAtMs === undefined) {
    return note(
      "Arrivals",
      `Nothing since the start ${toAgo(nowMs - startedAtMs)} ago.`,
      "Is the app instrumented, is the request sampled, and was the app started with the addresses that are shown here?",
    );
  }
  const agoMs = nowMs - lastReceivedAtMs;
  const text = `${accepted} of ${formatCounted(received, "document")} ${accepted === 1 ? "was" : "were"} taken, the last ${toAgo(agoMs)} ago.`;
  return agoMs < QUIET_MS ? ok("Arrivals", text) : note("Arrivals", text);
}

function kernelFindings({ arrivals: { kernelDrops = 0 } }: ServerStatus): readonly Finding[] {
  if (kernelDrops === 0) return [];
  return [
    wrong(
      "Kernel",
      `It dropped ${formatCounted(kernelDrops, "datagram")} since the start, before they were read.`,
      "Allow a larger receive buffer (Linux: sysctl -w net.core.rmem_max=16777216) and start again, or send less at once.",
    ),
  ];
}

function samplingFindings({ defaultRule: { fixedRate, reservoirSize } }: ServerStatus): readonly Finding[] {
  if (fixedRate >= 1) return [];
  const text = `The rule Default takes ${reservoirSize} a second and ${Math.round(fixedRate * 1000) / 10} % of the rest.`;
  return [note("Sampling", text, "For every request raise its rate in the console: Sampling.")];
}

function forwardFindings({ forwarding }: ServerStatus): readonly Finding[] {
  if (forwarding === undefined) return [];
  const { target, sent, failed, dropped, lastProblem } = forwarding;
  const text = `${formatCounted(sent, "document was", "documents were")} sent on to ${target}, ${failed} failed, ${formatCounted(dropped, "trace was", "traces were")} dropped.`;
  return failed + dropped === 0
    ? [ok("Sent on", text)]
    : [wrong("Sent on", text, `See that it answers. The last problem: ${lastProblem ?? "it is too slow"}.`)];
}

function damageFindings({ store: { damagedChunks = 0, path } }: ServerStatus): readonly Finding[] {
  if (damagedChunks === 0) return [];
  const remedy = `Export what is left, then start afresh: xray-local export left.ndjson, and delete ${path}.`;
  return [wrong("Store", `${formatCounted(damagedChunks, "part")} of ${path} cannot be read.`, remedy)];
}

/** What is stored here and would fail, or be shown wrongly, on AWS. */
export function compatibilityFindings({ problems, scanned }: CompatibilityReport): readonly Finding[] {
  if (problems.length === 0)
    return [ok("On AWS", `${formatCounted(scanned, "trace")} of the last hour would be shown as here.`)];
  return problems.map(({ kind, count, remedy, examples }) => {
    const where =
      examples[0] === undefined ? "" : `, for example ${examples[0].where}: ${examples[0].traceId}`;
    return note("On AWS", `${count} × ${kind}${where}.`, remedy);
  });
}

function toAgo(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
