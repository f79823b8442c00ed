import type { SetFigures } from "xray-local/console-wire/figures.ts";
import { useCallback } from "react";
import { Link } from "react-router";
import { FilterBox } from "../../filter-box/FilterBox.tsx";
import { FilterPaint } from "../../filter-box/FilterPaint.tsx";
import { useVocabulary } from "../../filter-box/use-vocabulary.ts";
import { formatCount, formatDuration, formatMinute } from "../../lib/format.ts";
import { conditionsWords } from "../../sets/field-words.ts";
import type { ChosenSet, SetChoice } from "../../sets/set-text.ts";
import { bothFilters } from "../../sets/sets-query.ts";
import type { SetsView } from "../../sets/sets-view.ts";
import { useScope } from "../../use-scope.ts";
import "../../filter-box/filter-bar.css";

const NO_HISTORY: readonly string[] = [];
const ignore = (): void => undefined;

/** A and B: what is in each, and how much. */
export function SetRows({
  view,
  sets,
  tints,
  isEditable,
  backKey,
  nowSec,
  hrefOf,
  onFilter,
}: {
  view: SetsView;
  sets: readonly SetFigures[];
  tints: readonly [string, string];
  /** Both filters can be written. */
  isEditable: boolean;
  backKey: string;
  nowSec: number;
  /** The list of a set's traces; undefined where no list can show them. */
  hrefOf: (set: SetChoice) => string | undefined;
  onFilter: (which: "a" | "b", filter: string, replace: boolean) => void;
}) {
  return (
    <div className="sets-rows">
      {(["a", "b"] as const).map((which, index) => {
        const set = view[which];
        const figures = sets[index];
        return (
          <div key={which} className="sets-row">
            <span className={`sets-letter sets-letter-${tints[index] ?? ""}`}>{which.toUpperCase()}</span>
            <span className="sets-what">
              {isEditable && set.kind === "chosen" ? (
                <FilterOf which={which} set={set} base={view.filter} backKey={backKey} onFilter={onFilter} />
              ) : (
                <SetWords set={set} view={view} which={which} nowSec={nowSec} />
              )}
            </span>
            <span className="sets-count">
              {figures === undefined ? null : (
                <CountOf figures={figures} to={hrefOf(set)} withTimes={!hasBrush(set)} nowSec={nowSec} />
              )}
            </span>
          </div>
        );
      })}
    </div>
  );
}

/** Its times are among its words. */
function hasBrush(set: SetChoice): boolean {
  return set.kind === "chosen" && set.brush !== undefined;
}

function CountOf({
  figures,
  to,
  withTimes,
  nowSec,
}: {
  figures: SetFigures;
  to: string | undefined;
  withTimes: boolean;
  nowSec: number;
}) {
  const { count, columns } = figures;
  const words = (
    <>
      <b>{formatCount(count)}</b> {count === 1 ? "trace" : "traces"}
    </>
  );
  const startSec = columns?.startSec;
  const endSec =
    startSec === undefined ? 0 : startSec + (columns?.columnSec ?? 0) * (columns?.count.length ?? 0);
  return (
    <>
      {to === undefined ? words : <Link to={to}>{words}</Link>}
      {startSec === undefined || !withTimes ? null : (
        <span className="answer-wide">
          , {formatMinute(startSec, nowSec)} to {formatMinute(endSec, nowSec)}
        </span>
      )}
    </>
  );
}

function FilterOf({
  which,
  set,
  base,
  backKey,
  onFilter,
}: {
  which: "a" | "b";
  set: ChosenSet;
  base: string;
  backKey: string;
  onFilter: (which: "a" | "b", filter: string, replace: boolean) => void;
}) {
  const vocabulary = useVocabulary(useScope());
  const write = useCallback(
    (filter: string, replace: boolean) => onFilter(which, filter, replace),
    [onFilter, which],
  );
  return (
    <>
      {base === "" ? null : (
        <>
          <FilterPaint text={base} /> <i>and</i>
        </>
      )}
      {set.conditions.length === 0 ? null : <code>{conditionsWords(set.conditions)}</code>}
      <FilterBox
        label={`Filter of ${which.toUpperCase()}`}
        filter={set.filter}
        backKey={backKey}
        vocabulary={vocabulary}
        errorNote="The comparison still shows the last filter that worked."
        isOfView={false}
        history={NO_HISTORY}
        onApplied={ignore}
        onInvalid={ignore}
        onFilter={write}
      />
    </>
  );
}

/** `http.url CONTAINS "/api/checkout" AND …`, `the same without A`, `the same an hour before`. */
function SetWords({
  set,
  view,
  which,
  nowSec,
}: {
  set: SetChoice;
  view: SetsView;
  which: "a" | "b";
  nowSec: number;
}) {
  const other = which === "a" ? "B" : "A";
  if (set.kind === "rest") return <Painted filter={view.filter} behind={`without ${other}`} />;
  if (set.kind === "before") return <i>{other} in the range before</i>;
  if (set.kind === "day") return <i>{other} at the same time yesterday</i>;
  return (
    <Painted
      filter={bothFilters(view.filter, set.filter)}
      behind={[conditionsWords(set.conditions), brushWords(set, nowSec)]
        .filter((part) => part !== "")
        .join(" ")}
    />
  );
}

function Painted({ filter, behind }: { filter: string; behind: string }) {
  return (
    <>
      {filter === "" ? "all traces" : <FilterPaint text={filter} />}
      {filter === "" ? null : <span className="visually-hidden">{filter}</span>}
      {behind === "" ? null : <i>{behind}</i>}
    </>
  );
}

function brushWords({ brush }: ChosenSet, nowSec: number): string {
  if (brush === undefined) return "";
  const { startSec, endSec, response } = brush;
  const times = `from ${formatMinute(startSec, nowSec)} to ${formatMinute(endSec, nowSec)}`;
  if (response === undefined) return times;
  const lower = response.fromSec === 0 ? "up to" : `${formatDuration(response.fromSec)} to`;
  return `${times}, ${lower} ${formatDuration(response.toSec)}`;
}
