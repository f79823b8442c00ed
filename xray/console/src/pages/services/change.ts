import type { Figures, GroupFigures } from "xray-local/console-wire/figures.ts";

/** What became of an endpoint: within the range, or against what the range is compared with. */
export interface Change {
  kind: "slower" | "faster" | "failing" | "mended";
  /** Epoch seconds; absent where it was so from the start of the range on. */
  atSec?: number;
  before: Figures;
  since: Figures;
}

/** All that can be said of it: of its p95 and of its share of faults. */
export interface Changes {
  pace?: Change;
  faults?: Change;
  /** `few`: too few requests to tell. `new`: it answered nothing of what the range is compared with. */
  note?: "few" | "new";
}

/** What a range is compared with. */
export interface Earlier {
  /** Absent: it answered nothing then. */
  figures?: Figures | undefined;
  /** What is compared, if not all that it answered: where a version is compared with, what others answered. */
  now?: Figures | undefined;
}

/** Fewer on a side say nothing, as in the server's rule for changes within the range. */
const MIN_COUNT = 20;
const MIN_FACTOR = 1.25;
const MIN_DIFFERENCE_SEC = 0.005;
const MIN_SHARE = 0.005;
const MIN_FAULTS = 5;

/** The changes within the range; where there is none of a kind, the one against `earlier`, if that is known. */
export function changesOf(
  group: Figures & Pick<GroupFigures, "changes" | "tooFew">,
  earlier: Earlier | undefined,
): Changes {
  const { changes = [], tooFew = false } = group;
  const against = earlier === undefined ? {} : changesAgainst(earlier, group);
  const pace = changes.find(({ kind }) => isPace(kind)) ?? against.pace;
  const faults = changes.find(({ kind }) => !isPace(kind)) ?? against.faults;
  const note = pace !== undefined || faults !== undefined ? undefined : noteOf(group, tooFew, earlier);
  return { ...(pace && { pace }), ...(faults && { faults }), ...(note !== undefined && { note }) };
}

/** Those that there are, the largest effect first. */
export function listChanges({ pace, faults }: Changes): readonly Change[] {
  return [pace, faults]
    .filter((change) => change !== undefined)
    .toSorted((one, other) => effectOf(other) - effectOf(one));
}

/** Whether requests got slower or began to fail. */
export function isWorse({ kind }: Change): boolean {
  return kind === "slower" || kind === "failing";
}

export function isPace(kind: Change["kind"]): boolean {
  return kind === "slower" || kind === "faster";
}

/** Of what requests are now, the share that is new: as the server orders changes. */
function effectOf({ kind, before, since }: Change): number {
  if (!isPace(kind)) return Math.abs(faultShare(since) - faultShare(before));
  const least = Math.min(before.p95Sec, since.p95Sec);
  return 1 - least / Math.max(before.p95Sec, since.p95Sec);
}

export function faultShare({ count, outcomes }: Pick<Figures, "count" | "outcomes">): number {
  return count === 0 ? 0 : outcomes.fault / count;
}

export function meanSec({ sumSec, count }: Pick<Figures, "count" | "sumSec">): number {
  return count === 0 ? 0 : sumSec / count;
}

function changesAgainst({ figures, now }: Earlier, group: Figures): Changes {
  const since = now ?? group;
  if (figures === undefined || Math.min(figures.count, since.count) < MIN_COUNT) return {};
  const [failing, slower] = [failingKind(figures, since), slowerKind(figures, since)];
  return {
    ...(slower !== undefined && { pace: { kind: slower, before: figures, since } }),
    ...(failing !== undefined && { faults: { kind: failing, before: figures, since } }),
  };
}

function noteOf({ count }: Figures, tooFew: boolean, earlier: Earlier | undefined): Changes["note"] {
  if (earlier !== undefined && earlier.figures === undefined && count >= MIN_COUNT) return "new";
  const counts = [count, earlier?.figures?.count ?? 0, earlier?.now?.count ?? count];
  // Within the range there are too few, and there is nothing to compare with either.
  return tooFew && (earlier === undefined || Math.min(...counts) < MIN_COUNT) ? "few" : undefined;
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
export function addedFaultsPerMin(
  change: Change | undefined,
  rangeEndSec: number,
  rangeStartSec: number,
): number {
  if (change?.kind !== "failing") return 0;
  const minutes = Math.max(1, rangeEndSec - (change.atSec ?? rangeStartSec)) / 60;
  return ((faultShare(change.since) - faultShare(change.before)) * change.since.count) / minutes;
}

/** Seconds that requests took longer in all since a change; 0 where they did not. */
export function addedSec(change: Change | undefined): number {
  if (change?.kind !== "slower") return 0;
  return Math.max(0, (meanSec(change.since) - meanSec(change.before)) * change.since.count);
}
