import type { Difference, FigureField } from "xray-local/console-wire/figures.ts";
import { formatShare } from "../../lib/format.ts";
import { conditionWords, fieldLabel, valueWords } from "../../sets/field-words.ts";
import { CLEAR, differenceNote, formatPoints, gapOf } from "../../sets/sets-verdict.ts";
import { Icon } from "../../ui/Icon.tsx";

/** What can be done with the value of a row; absent where no filter can say it. */
export interface RowActions {
  onAdd: (difference: Difference) => void;
  onExclude: (difference: Difference) => void;
}

/** An attribute a row: the value in which A and B differ most, as bars over each other. */
export function DifferenceTable({
  differences,
  chosen,
  selected,
  tints,
  onSelect,
  actions,
}: {
  differences: readonly Difference[];
  /** By these the sets were chosen. */
  chosen: ReadonlySet<FigureField>;
  selected: string;
  tints: readonly [string, string];
  onSelect: (field: FigureField) => void;
  actions: RowActions;
}) {
  return (
    <table className="sets-table">
      <caption className="visually-hidden">Differences, the widest first</caption>
      <thead>
        <tr>
          <th scope="col" className="sets-col-field">
            Attribute
          </th>
          <th scope="col" className="sets-col-value">
            Value
          </th>
          <th scope="col" className="sets-col-bars">
            <span className="visually-hidden">share of the traces of A, of B</span>
            <span className="sets-axis" aria-hidden="true">
              <span>0</span>
              <span>share of the traces of A, of B</span>
              <span>100 %</span>
            </span>
          </th>
          <th scope="col" className="sets-col-share">
            A
          </th>
          <th scope="col" className="sets-col-share">
            B
          </th>
          <th scope="col" className="sets-col-points" aria-sort="descending">
            A − B ↓
          </th>
          <th scope="col" className="sets-col-do">
            <span className="visually-hidden">Into the filter</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <Row
            key={difference.field}
            difference={difference}
            isChosen={chosen.has(difference.field)}
            isSelected={difference.field === selected}
            tints={tints}
            onSelect={onSelect}
            actions={actions}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  difference,
  isChosen,
  isSelected,
  tints,
  onSelect,
  actions,
}: {
  difference: Difference;
  isChosen: boolean;
  isSelected: boolean;
  tints: readonly [string, string];
  onSelect: (field: FigureField) => void;
  actions: RowActions;
}) {
  const { field, value, values, shares, isOrMore = false } = difference;
  const [inA, inB] = shares;
  const { note } = valueWords(field, value);
  const words = conditionWords({ field, value, atLeast: isOrMore }, values);
  const isWeak = isChosen || gapOf(difference) < CLEAR;
  const behind = isChosen
    ? "what they were chosen by"
    : differenceNote(difference, note, otherValues(difference));
  const name = `${fieldLabel(field)} ${words}`;
  return (
    <tr className={`${isSelected ? "sets-selected" : ""} ${isWeak ? "sets-weak" : ""}`.trim() || undefined}>
      <th scope="row" className="sets-col-field">
        <button
          type="button"
          className="sets-row-button"
          data-row=""
          aria-pressed={isSelected}
          onClick={() => onSelect(field)}
          title={fieldLabel(field)}
        >
          {fieldLabel(field)}
        </button>
      </th>
      <td className="sets-col-value" title={value}>
        <b>{words}</b> <i>{behind}</i>
      </td>
      <td className="sets-col-bars">
        <Bars shares={shares} tints={tints} />
      </td>
      <td className="sets-col-share">{formatShare(inA)}</td>
      <td className="sets-col-share">{formatShare(inB)}</td>
      <td className="sets-col-points">{formatPoints(inA - inB)}</td>
      <td className="sets-col-do">
        <button
          type="button"
          className="ctl ctl-square"
          aria-label={`Only A with ${name}`}
          onClick={() => actions.onAdd(difference)}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          className="ctl ctl-square"
          aria-label={`Only A without ${name}`}
          onClick={() => actions.onExclude(difference)}
        >
          <Icon name="minus" />
        </button>
      </td>
    </tr>
  );
}

/** A over B, each as long as its share. */
export function Bars({
  shares: [a, b],
  tints,
}: {
  shares: readonly [number, number];
  tints: readonly [string, string];
}) {
  return (
    <svg className="sets-bars" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="0" width={100 * a} height="7" className={`sets-tint-${tints[0]}`} />
      <rect x="0" y="8" width={100 * b} height="7" className={`sets-tint-${tints[1]}`} />
      <path d="M0 0V16" className="sets-bars-axis" />
    </svg>
  );
}

/** The other values, of one that has few. */
function otherValues({ field, value, values, isOrMore = false }: Difference): readonly string[] {
  if (isOrMore || values.length > 4 || value === "") return [];
  return values
    .filter((each) => each.value !== value && each.value !== "")
    .map((each) => valueWords(field, each.value).words)
    .filter((words) => words !== valueWords(field, value).words);
}
