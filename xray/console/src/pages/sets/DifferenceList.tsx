import type { Difference, FigureField } from "xray-local/console-wire/figures.ts";
import { formatCount } from "../../lib/format.ts";
import { FOLDED, gapOf, inOrder } from "../../sets/sets-verdict.ts";
import { Icon } from "../../ui/Icon.tsx";
import { DifferenceTable } from "./DifferenceTable.tsx";
import type { RowActions } from "./DifferenceTable.tsx";

/** The attributes in order; those that hardly differ are folded. */
export function DifferenceList({
  differences,
  isUnfolded,
  onUnfold,
  ...props
}: {
  differences: readonly Difference[];
  chosen: ReadonlySet<FigureField>;
  selected: string;
  tints: readonly [string, string];
  isUnfolded: boolean;
  onUnfold: (isUnfolded: boolean) => void;
  onSelect: (field: FigureField) => void;
  actions: RowActions;
}) {
  const sorted = inOrder(differences, props.chosen);
  const told = sorted.filter((each) => gapOf(each) >= FOLDED);
  const folded = differences.length - told.length;
  const name = folded === 1 ? "1 attribute differs" : `${formatCount(folded)} attributes differ`;
  return (
    <div className="sets-scroll">
      <DifferenceTable {...props} differences={isUnfolded ? sorted : told} />
      {folded === 0 ? null : (
        <button
          type="button"
          className="sets-fold"
          aria-expanded={isUnfolded}
          onClick={() => onUnfold(!isUnfolded)}
        >
          <Icon name={isUnfolded ? "chevron-down" : "chevron-right"} size={14} />
          {name} by less than 1 point
        </button>
      )}
    </div>
  );
}
