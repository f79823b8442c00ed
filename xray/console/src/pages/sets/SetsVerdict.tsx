import type { FigureField, SetFigures } from "xray-local/console-wire/figures.ts";
import { formatShare } from "../../lib/format.ts";
import { alikeSentence, differenceSentence, fewWords, headlines, setNames } from "../../sets/sets-verdict.ts";
import type { SetsView } from "../../sets/sets-view.ts";
import { ViewNotice } from "../ViewNotice.tsx";
import type { Comparison, Compared } from "./use-comparison.ts";

/** What tells the two apart in a sentence, the next in another, and both at once where these tell more. */
export function SetsVerdict({
  view,
  figures: { sets, differences },
  chosen,
  joint,
}: {
  view: SetsView;
  figures: Compared;
  chosen: ReadonlySet<FigureField>;
  joint: Comparison["joint"];
}) {
  const names = setNames(view);
  const [{ count: countA }, { count: countB }] = sets;
  const found = headlines(differences, chosen);
  const few = fewWords([countA, countB]);
  // What tells more together with the first is told after it.
  const next = joint?.with ?? found?.next;
  return (
    <header className="answer-verdict sets-verdict">
      <h1>
        {found === undefined ? alikeSentence(differences) : differenceSentence(found.first, names, countA)}
      </h1>
      <p>
        {next === undefined ? null : `${differenceSentence(next, names, countA)} `}
        {joint === undefined ? null : (
          <b>
            Both at once: {formatShare(joint.shares[0])} of A, {formatShare(joint.shares[1])} of B.
          </b>
        )}
        {few.map((words) => (
          <span key={words} className="sets-few">
            {words}
          </span>
        ))}
      </p>
    </header>
  );
}

/** A set without a trace, and the way out. */
export function EmptySet({ view, sets }: { view: SetsView; sets: readonly [SetFigures, SetFigures] }) {
  const isEmpty = sets.map(({ count }) => count === 0);
  const which = isEmpty.every(Boolean)
    ? "No trace is in A or B"
    : `No trace is in ${isEmpty[0] === true ? "A" : "B"}`;
  const isBefore = [view.a, view.b].some(
    ({ kind }, index) => isEmpty[index] === true && (kind === "before" || kind === "day"),
  );
  return (
    <ViewNotice role="status">
      <h2>{which}</h2>
      <p>
        {isBefore
          ? "Nothing is kept from then. A shorter range has a newer one before it; T chooses it."
          : view.hold.length > 0
            ? "What is kept in both leaves nothing of it; let go of it above."
            : "A longer range may have some; T chooses it. The buttons above choose other sets."}
      </p>
    </ViewNotice>
  );
}
