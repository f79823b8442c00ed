import type { FigureSet } from "xray-local/console-wire/figures.ts";
import { earlierBounds, versionOf } from "../lib/against.ts";
import type { Against } from "../lib/against.ts";

/**
 * The set that one is compared with, and, where that is what a version answered, as a second what others answered of the
 * range; none where it is compared with nothing.
 */
export function earlierSets(against: Against, set: FigureSet): readonly FigureSet[] {
  const bounds = earlierBounds(against, set);
  if (bounds === undefined) return [];
  const version = versionOf(against);
  if (version === undefined) return [{ ...set, ...bounds }];
  return [
    { ...set, ...bounds, where: { ...set.where, version } },
    { ...set, rest: true },
  ];
}
