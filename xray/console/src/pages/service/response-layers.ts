import type { GroupFigures, SetFigures } from "xray-local/console-wire/figures.ts";
import type { Place } from "../../trace-model/step.ts";
import { placeOfType } from "../../trace-model/place.ts";
import { splitServiceKey } from "xray-local/model/trace-topology.ts";

/** What part of the mean response something took, by column. */
export interface ResponseLayer {
  key: string;
  name: string;
  /** `itself`: what the service did itself. `wait`: for a connection or lock. `others`: calls that have no layer of their own. */
  kind: "call" | "wait" | "others" | "itself";
  place: Place;
  /** How many layers of its place are below it: the more, the paler. */
  rank: number;
  /** Of the mean, seconds; 0 where no request came. */
  secByColumn: readonly number[];
  /** Over the columns that are told: since a change, or all. */
  meanSec: number;
}

/** More would not be told apart. */
const MOST_CALLS = 5;
/** Less of the mean is told with the others. */
const LEAST_SHARE = 0.01;

/**
 * Layers from the bottom up: what is called, that which takes most time first; waits; the rest of the calls; and on top what
 * the service did itself. They sum to the mean.
 */
export function responseLayers(
  parts: SetFigures,
  counts: readonly number[],
  service: string,
  fromColumn: number,
): readonly ResponseLayer[] {
  const total = parts.columns?.sumSec ?? [];
  const groups = parts.groups[0]?.groups ?? [];
  const allSec = sum(total, 0);
  const isOwn = ({ values: [kind] }: GroupFigures) => kind !== "wait";
  const isLarge = ({ sumSec }: GroupFigures) => sumSec >= allSec * LEAST_SHARE;
  const large = groups.filter((group) => isOwn(group) && isLarge(group)).slice(0, MOST_CALLS);
  const waits = groups.filter((group) => !isOwn(group));
  const others = groups.filter((group) => isOwn(group) && !large.includes(group));
  const toLayer = (
    key: string,
    layer: Pick<ResponseLayer, "name" | "kind" | "place" | "rank">,
    sums: readonly number[],
  ): ResponseLayer => ({
    key,
    ...layer,
    secByColumn: counts.map((count, column) => (count === 0 ? 0 : (sums[column] ?? 0) / count)),
    meanSec: sum(sums, fromColumn) / Math.max(1, sum(counts, fromColumn)),
  });
  const ranks = new Map<Place, number>();
  const calls = large.map((group) => {
    const [name, type] = splitServiceKey(group.values[1] ?? "");
    const place = placeOfType(type);
    const rank = ranks.get(place) ?? 0;
    ranks.set(place, rank + 1);
    return toLayer(group.values.join(" "), { name, kind: "call", place, rank }, sumsOf([group]));
  });
  const [waitSums, otherSums] = [sumsOf(waits), sumsOf(others)];
  const called = sumsOf(groups);
  const ownSums = total.map((sec, column) => Math.max(0, sec - (called[column] ?? 0)));
  const more = [
    toLayer("wait", { name: "waiting", kind: "wait", place: "database", rank: 0 }, waitSums),
    toLayer("others", { name: "other calls", kind: "others", place: "remote", rank: MOST_CALLS }, otherSums),
  ].filter(({ secByColumn }) => secByColumn.some((sec) => sec > 0));
  return [
    ...calls,
    ...more,
    toLayer("itself", { name: service, kind: "itself", place: "service", rank: 0 }, ownSums),
  ];
}

function sumsOf(groups: readonly GroupFigures[]): readonly number[] {
  const sums: number[] = [];
  for (const { columns } of groups) {
    for (const [column, sec] of (columns?.sumSec ?? []).entries()) sums[column] = (sums[column] ?? 0) + sec;
  }
  return sums;
}

/** Of the columns from one on. */
export function sum(values: readonly number[], fromColumn: number, endColumn = values.length): number {
  let all = 0;
  for (let column = fromColumn; column < endColumn; column += 1) all += values[column] ?? 0;
  return all;
}
