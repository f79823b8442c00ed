import { Link } from "react-router";
import type { Difference, FigureExample, SetFigures } from "xray-local/console-wire/figures.ts";
import { FilterPaint } from "../../filter-box/FilterPaint.tsx";
import { formatCount, formatCounted, formatShare, formatTime } from "../../lib/format.ts";
import { comparePath, tracePath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { conditionFilter } from "../../sets/condition-filter.ts";
import { conditionWords, fieldLabel, valueWords, wholeValue } from "../../sets/field-words.ts";
import { toCondition } from "../../sets/joint-shares.ts";
import { namedValue } from "../../sets/sets-verdict.ts";
import { findExamples } from "../../sets/find-examples.ts";
import { Duration } from "../../ui/Figure.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Bars } from "./DifferenceTable.tsx";
import type { RowActions } from "./DifferenceTable.tsx";
import { NumberPlot } from "./NumberPlot.tsx";

/** So many values of an attribute are told. */
const TOLD = 10;

export interface SideActions extends RowActions {
  onHold: (difference: Difference) => void;
}

/** All of one attribute, what can be done with it, and a trace of each set. */
export function SetsSide({
  difference,
  nextNumber,
  sets,
  scope,
  tints,
  nowSec,
  actions,
}: {
  difference: Difference;
  /** The widest of the other attributes that are numbers. */
  nextNumber: Difference | undefined;
  sets: readonly [SetFigures, SetFigures];
  scope: Scope;
  tints: readonly [string, string];
  nowSec: number;
  actions: SideActions;
}) {
  const { field, value, isOrMore = false, counts } = difference;
  const name = namedValue(field, conditionWords({ field, value, atLeast: isOrMore }));
  const condition = toCondition(difference);
  const filter = conditionFilter(condition);
  const numbers = difference.numbers === undefined ? nextNumber : difference;
  return (
    <>
      <section className="side-section">
        <h2>
          {fieldLabel(field)}{" "}
          <span>
            {valueWords(field, value).note} {difference.numbers === undefined ? "" : "number, "}in all{" "}
            {formatCount(sets[0].count + sets[1].count)}
          </span>
        </h2>
        {difference.numbers === undefined ? (
          <Values difference={difference} sets={sets} tints={tints} />
        ) : null}
        <p className="sets-filter">
          {filter === undefined ? (
            <code>
              {fieldLabel(field)} = {wholeValue(field, value)}
            </code>
          ) : (
            <FilterPaint text={filter} />
          )}
          {filter === undefined ? null : <span className="visually-hidden">{filter}</span>}
        </p>
        <div className="sets-buttons">
          <button type="button" className="ctl ctl-primary" onClick={() => actions.onAdd(difference)}>
            Add to A
          </button>
          <button type="button" className="ctl ctl-line" onClick={() => actions.onExclude(difference)}>
            Exclude from A
          </button>
        </div>
      </section>
      <section className="side-section">
        <h2>Hold it, then look again</h2>
        <p className="sets-words">{holdWords(counts, name)}</p>
        <div className="sets-buttons">
          <button
            type="button"
            className="ctl ctl-line"
            disabled={counts[0] === 0 || counts[1] === 0}
            onClick={() => actions.onHold(difference)}
          >
            <span className="sets-keep">Keep {name} in both</span> <kbd className="key">H</kbd>
          </button>
        </div>
      </section>
      {numbers === undefined ? null : (
        <NumberPlot difference={numbers} tints={tints} isNext={numbers !== difference} />
      )}
      <Examples sets={sets} scope={scope} tints={tints} nowSec={nowSec} />
    </>
  );
}

function holdWords([inA, inB]: Difference["counts"], name: string): string {
  if (inB === 0) return `No trace of B has ${name}: with it kept, nothing would be left to compare.`;
  if (inA === 0) return `No trace of A has ${name}: with it kept, nothing would be left to compare.`;
  return `${formatCounted(inB, "trace")} of B ${inB === 1 ? "has" : "have"} ${name} too. Compare the ${formatCount(inA)} of A with ${inB === 1 ? "it" : "these"}, and it no longer counts.`;
}

function Values({
  difference: { field, values },
  sets,
  tints,
}: {
  difference: Difference;
  sets: readonly [SetFigures, SetFigures];
  tints: readonly [string, string];
}) {
  const shown = values.slice(0, TOLD);
  return (
    <>
      <ul className="sets-values">
        {shown.map(({ value, counts }) => {
          const shares = [
            counts[0] / Math.max(1, sets[0].count),
            counts[1] / Math.max(1, sets[1].count),
          ] as const;
          return (
            <li key={value}>
              <b title={value}>{value === "" ? "(none)" : wholeValue(field, value)}</b>
              <Bars shares={shares} tints={tints} />
              <span>{formatShare(shares[0])}</span>
              <i>{formatShare(shares[1])}</i>
            </li>
          );
        })}
      </ul>
      {values.length > TOLD ? (
        <p className="sets-words">{formatCounted(values.length - TOLD, "more value")}, less frequent</p>
      ) : null}
    </>
  );
}

/** One trace of each, near the middle of one endpoint that both have. */
function Examples({
  sets,
  scope,
  tints,
  nowSec,
}: {
  sets: readonly [SetFigures, SetFigures];
  scope: Scope;
  tints: readonly [string, string];
  nowSec: number;
}) {
  const found = findExamples(sets);
  if (found === undefined) return null;
  const { a, b, endpoint } = found;
  return (
    <section className="side-section">
      <h2>
        One of each <span>nearest to the median</span>
      </h2>
      <ul className="sets-examples">
        <Example letter="A" tint={tints[0]} example={a} endpoint={endpoint} scope={scope} nowSec={nowSec} />
        <Example letter="B" tint={tints[1]} example={b} endpoint={endpoint} scope={scope} nowSec={nowSec} />
      </ul>
      <div className="sets-buttons">
        <Link className="ctl ctl-line" to={comparePath(a.traceId, b.traceId, scope)}>
          <Icon name="compare" /> Compare the two
        </Link>
      </div>
    </section>
  );
}

function Example({
  letter,
  tint,
  example,
  endpoint,
  scope,
  nowSec,
}: {
  letter: string;
  tint: string;
  example: FigureExample;
  endpoint: string;
  scope: Scope;
  nowSec: number;
}) {
  return (
    <li>
      <span className={`sets-letter sets-letter-${tint}`}>{letter}</span>
      <Link className="sets-example" to={tracePath(example.traceId, scope)}>
        {formatTime(example.startSec, nowSec)} {endpoint}
      </Link>
      <span>
        <Duration sec={example.durationSec} />
      </span>
    </li>
  );
}
