import { useMemo } from "react";
import type { Difference, FigureField, SetFigures } from "xray-local/console-wire/figures.ts";
import { columnSecOf, useFigures } from "../../api/use-figures.ts";
import type { FiguresOf } from "../../api/use-figures.ts";
import { FAILURES } from "../../lib/outcome.ts";
import type { Scope } from "../../links.ts";
import { chosenFields } from "../../sets/chosen-fields.ts";
import { findJoint, jointCandidates, toJointQuery } from "../../sets/joint-shares.ts";
import { formatSet } from "../../sets/set-text.ts";
import type { SetChoice } from "../../sets/set-text.ts";
import { toFigureSets, toSetsQuery } from "../../sets/sets-query.ts";
import { headlines } from "../../sets/sets-verdict.ts";
import { setsValues } from "../../sets/sets-view.ts";
import type { SetsView } from "../../sets/sets-view.ts";

export interface Compared {
  sets: readonly [SetFigures, SetFigures];
  differences: readonly Difference[];
}

export interface Comparison {
  figures: Compared | undefined;
  /** By these the sets were chosen. */
  chosen: ReadonlySet<FigureField>;
  /** What tells more together with the first, once that is known. */
  joint: ReturnType<typeof findJoint>;
  /** Colours of A and B: an outcome's, or `selection` and `rest`. */
  tints: readonly [string, string];
  now: FiguresOf;
}

export function useComparison(view: SetsView, scope: Scope): Comparison {
  const { group, range } = scope;
  const key = Object.values(setsValues(view));
  const now = useFigures(["sets", group, ...key], range, (bounds) =>
    toSetsQuery(view, group, bounds, columnSecOf(bounds)),
  );
  const { a, b } = view;
  const chosen = useMemo(() => chosenFields([a, b]), [a, b]);
  const figures = useMemo((): Compared | undefined => {
    const [setA, setB] = now.data?.answer.sets ?? [];
    if (setA === undefined || setB === undefined) return undefined;
    return { sets: [setA, setB], differences: now.data?.answer.differences ?? [] };
  }, [now.data]);
  const joint = useJoint(view, scope, figures, chosen, now.isStale);
  return { figures, chosen, joint, tints: tintsOf(a, b), now };
}

/** Asked for once the first is known. */
function useJoint(
  view: SetsView,
  { group, range }: Scope,
  figures: Compared | undefined,
  chosen: ReadonlySet<FigureField>,
  isStale: boolean,
): Comparison["joint"] {
  const first = figures && headlines(figures.differences, chosen)?.first;
  const candidates = useMemo(
    () =>
      figures === undefined || first === undefined
        ? []
        : jointCandidates(
            first,
            figures.differences.filter(({ field }) => !chosen.has(field)),
          ),
    [figures, first, chosen],
  );
  const key = [first, ...candidates].map((each) => `${each?.field} ${each?.value}`);
  const { data, isStale: isOld } = useFigures(
    ["sets together", group, ...Object.values(setsValues(view)), ...key],
    range,
    first === undefined || candidates.length === 0 || isStale
      ? undefined
      : (bounds) => toJointQuery(toFigureSets(view, group, bounds), first, candidates),
  );
  if (data === undefined || isOld || isStale || first === undefined || figures === undefined)
    return undefined;
  return findJoint(data.answer, first, candidates, [figures.sets[0].count, figures.sets[1].count]);
}

/** An outcome has its own colour; else A that of what is selected, and B none. */
function tintsOf(a: SetChoice, b: SetChoice): readonly [string, string] {
  const [ofA, ofB] = [outcomeOf(a), outcomeOf(b)];
  if (ofA === undefined && ofB !== undefined) return ["rest", ofB];
  return [ofA ?? "selection", ofB === undefined || ofB === ofA ? "rest" : ofB];
}

function outcomeOf(set: SetChoice): string | undefined {
  return FAILURES.find((failure) => failure === formatSet(set));
}
