import type { Figures, GroupFigures } from "xray-local/console-wire/figures.ts";

/** What became of an endpoint: within the range, or against the range before it. */
export interface Change {
  kind: "slower" | "faster" | "failing" | "mended";
  /** Epoch seconds; absent where it was so from the start of the range on. */
  atSec?: number;
  before: Figures;
  since: Figures;
  /** A version that first answered within two minutes of it. */
  version?: string;
}

/** `few`: too few requests to tell. */
export type Verdict = Change | "few" | undefined;

/** Fewer on a side say nothing, as in the server's rule for changes within the range. */
const MIN_COUNT = 20;
const MIN_FACTOR = 1.25;
const MIN_DIFFERENCE_SEC = 0.005;
const MIN_SHARE = 0.005;
const MIN_FAULTS = 5;

/** The change within the range; where there is none, the one against the range before, if that is known. */
export function changeOf(group: GroupFigures, before: Figures | undefined): Verdict {
  const { change } = group;
  if (change !== undefined) {
    const { kind, atSec, version } = change;
    return {
      kind,
      atSec,
      before: change.before,
      since: change.since,
      ...(version !== undefined && { version }),
    };
  }
  if (before === undefined || Math.min(before.count, group.count) < MIN_COUNT) {
    return group.tooFew === true ? "few" : undefined;
  }
  const kind = failingKind(before, group) ?? slowerKind(before, group);
  return kind === undefined ? undefined : { kind, before, since: group };
}

export function faultShare({ count, outcomes }: Pick<Figures, "count" | "outcomes">): number {
  return count === 0 ? 0 : outcomes.fault / count;
}

function failingKind(before: Figures, now: Figures): "failing" | "mended" | undefined {
  const difference = faultShare(now) - faultShare(before);
  const faults = Math.max(before.outcomes.fault, now.outcomes.fault);
  if (Math.abs(difference) < MIN_SHARE || faults < MIN_FAULTS || !isBeyondChance(before, now))
    return undefined;
  return difference > 0 ? "failing" : "mended";
}

/** Whether the difference of two shares of faults is more than four times its own spread. */
function isBeyondChance(before: Figures, now: Figures): boolean {
  const share = (before.outcomes.fault + now.outcomes.fault) / (before.count + now.count);
  const spread = Math.sqrt(share * (1 - share) * (1 / before.count + 1 / now.count));
  return Math.abs(faultShare(now) - faultShare(before)) > 4 * spread;
}

function slowerKind(before: Figures, now: Figures): "slower" | "faster" | undefined {
  const [least, most] = [before.p95Sec, now.p95Sec].toSorted((a, b) => a - b);
  if (least === undefined || most === undefined) return undefined;
  if (most < least * MIN_FACTOR || most - least < MIN_DIFFERENCE_SEC) return undefined;
  return now.p95Sec > before.p95Sec ? "slower" : "faster";
}

/** Faults that a change added, a minute of `rangeSec`; 0 where it added none. */
export function addedFaultsPerMin(change: Verdict, rangeEndSec: number, rangeStartSec: number): number {
  if (change === undefined || change === "few" || change.kind !== "failing") return 0;
  const minutes = Math.max(1, rangeEndSec - (change.atSec ?? rangeStartSec)) / 60;
  return ((faultShare(change.since) - faultShare(change.before)) * change.since.count) / minutes;
}

/** Seconds that requests took longer in all since a change; 0 where they did not. */
export function addedSec(change: Verdict): number {
  if (change === undefined || change === "few" || change.kind !== "slower") return 0;
  return Math.max(0, (meanSec(change.since) - meanSec(change.before)) * change.since.count);
}

function meanSec({ sumSec, count }: Figures): number {
  return count === 0 ? 0 : sumSec / count;
}
