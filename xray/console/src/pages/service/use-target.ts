import { useSyncExternalStore } from "react";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import { useFigures } from "../../api/use-figures.ts";
import type { Bounds } from "../../api/use-figures.ts";
import { earlierBounds } from "../../lib/against.ts";
import type { Against } from "../../lib/against.ts";
import { changeTarget, readTargets, subscribeToTargets } from "../../targets/stored-targets.ts";
import type { Target } from "../../targets/stored-targets.ts";
import type { TimeRange } from "../../lib/time-range.ts";
import { budgetOf, countQuery, goodShare, rangeQuery } from "../../targets/target-budget.ts";
import type { Budget } from "../../targets/target-budget.ts";
import { targetKey } from "../../targets/target-key.ts";
import type { ServiceQuestion } from "../../service-link.ts";

export interface TargetFigures {
  target: Target | undefined;
  change: (target: Target | undefined) => void;
  /** Of the range, all and the good ones by column; empty while they are added up. */
  range: readonly SetFigures[];
  share: number | undefined;
  earlierShare: number | undefined;
  budget: Budget | undefined;
}

/** The target of what is looked at, and how it is kept. */
export function useTarget(question: ServiceQuestion, range: TimeRange, against: Against): TargetFigures {
  const key = targetKey(question.subject);
  const target = useSyncExternalStore(subscribeToTargets, readTargets)[key];
  const queryKey = ["target", key, question.filter, target?.share, target?.withinSec, target?.overSec];
  const now = useFigures(
    [...queryKey, "range"],
    range,
    target === undefined ? undefined : (bounds) => rangeQuery(question, target, bounds),
  );
  const earlier = useFigures(
    [...queryKey, against],
    range,
    target === undefined || against === "none"
      ? undefined
      : (bounds) => countQuery(question, target, earlierBounds(against, bounds) ?? bounds),
  );
  const overall = useFigures(
    [...queryKey, "overall"],
    range,
    target === undefined ? undefined : (bounds) => countQuery(question, target, timeOf(target, bounds)),
  );
  const setsOf = ({ data, isStale }: typeof now) => (isStale ? [] : (data?.answer.sets ?? []));
  const [rangeSets, overallSets] = [setsOf(now), setsOf(overall)];
  return {
    target,
    change: (next) => changeTarget(key, next),
    range: rangeSets,
    share: goodShare(rangeSets),
    earlierShare: goodShare(setsOf(earlier)),
    budget:
      target === undefined || now.data === undefined || rangeSets.length === 0 || overallSets.length === 0
        ? undefined
        : budgetOf(target, overallSets, rangeSets, now.data.bounds),
  };
}

/** The time of a target ends with the range. */
function timeOf({ overSec }: Target, { endSec }: Bounds): Bounds {
  return { startSec: endSec - overSec, endSec };
}
