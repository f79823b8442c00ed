import type {
  Difference,
  FigureAnswer,
  FigureCondition,
  FigureQuery,
  FigureSet,
} from "xray-local/console-wire/figures.ts";
import { ALIKE, gapOf, jointGain } from "./sets-verdict.ts";

/** So many attributes are tried together with the first. */
const TRIED = 4;
const MOST_NUMBERS = 1000;
const MOST_VALUES = 50;

/** What a difference says of traces. */
export function toCondition({ field, value, isOrMore = false }: Difference): FigureCondition {
  return { field, value, ...(isOrMore && { atLeast: true }) };
}

/** Those that may tell more together with the first: what A has more of. */
export function jointCandidates(
  first: Difference,
  differences: readonly Difference[],
): readonly Difference[] {
  if (first.shares[0] < first.shares[1] || first.shares[1] === 0) return [];
  return differences
    .filter(
      (each) =>
        each !== first &&
        each.sameAs === undefined &&
        each.shares[0] - each.shares[1] >= ALIKE &&
        each.value !== "",
    )
    .slice(0, TRIED);
}

/** How often the others come among the traces of each set that have the first. */
export function toJointQuery(
  [a, b]: readonly [FigureSet, FigureSet],
  first: Difference,
  candidates: readonly Difference[],
): FigureQuery {
  const withFirst = (set: FigureSet): FigureSet => ({
    ...set,
    conditions: [...(set.conditions ?? []), toCondition(first)],
  });
  return {
    sets: [withFirst(a), withFirst(b)],
    groups: candidates.map(({ field, isOrMore }) => ({
      by: [field],
      limit: isOrMore === true ? MOST_NUMBERS : MOST_VALUES,
    })),
  };
}

/** The one that tells most together with the first, with the shares of both at once. */
export function findJoint(
  answer: FigureAnswer,
  first: Difference,
  candidates: readonly Difference[],
  totals: readonly [number, number],
): { with: Difference; shares: readonly [number, number] } | undefined {
  const found = candidates.flatMap((candidate, index) => {
    const shareOf = (set: 0 | 1): number => {
      const groups = answer.sets[set]?.groups[index]?.groups ?? [];
      const count = groups
        .filter(({ values: [value = ""] }) => isMet(value, candidate))
        .reduce((sum, group) => sum + group.count, 0);
      return totals[set] === 0 ? 0 : count / totals[set];
    };
    const shares = [shareOf(0), shareOf(1)] as const;
    return jointGain(first, shares) === undefined ? [] : { with: candidate, shares };
  });
  return found.toSorted((one, other) => gapOf(other) - gapOf(one))[0];
}

function isMet(value: string, { value: wanted, isOrMore = false }: Difference): boolean {
  return isOrMore ? Number(value) >= Number(wanted) : value === wanted;
}
