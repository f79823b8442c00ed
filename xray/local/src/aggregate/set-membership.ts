import type { FigureCondition, FigureField, FigureSet, FigureSubject } from "../console-wire/figures.ts";
import type { FigureItem } from "./figure-item.ts";
import { OUTCOMES } from "./figure-item.ts";
import { readerOf } from "./field-values.ts";
import { RowKeys } from "./row-keys.ts";

/** Whether what a matching trace holds is in the set, the range of the trace aside; undefined where all is. */
export function compileMembership(
  subject: FigureSubject,
  set: FigureSet,
): ((item: FigureItem) => boolean) | undefined {
  const tests: ((item: FigureItem) => boolean)[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys of `where` are fields: the query was checked
  for (const [field, wanted] of Object.entries(set.where ?? {}) as [FigureField, string][]) {
    tests.push(compileTest(subject, field, (values) => values.includes(wanted)));
  }
  for (const condition of set.conditions ?? []) {
    tests.push(compileTest(subject, condition.field, compileCondition(condition)));
  }
  const { outcomes, brush } = set;
  if (outcomes !== undefined) {
    const wanted = OUTCOMES.map((outcome) => outcomes.includes(outcome));
    tests.push(({ outcomeNumber }) => wanted[outcomeNumber] === true);
  }
  if (brush !== undefined) {
    const { startSec = -Infinity, endSec = Infinity, fromDurationSec = 0, toDurationSec = Infinity } = brush;
    tests.push(
      ({ atSec, durationUs }) =>
        atSec >= startSec &&
        atSec < endSec &&
        durationUs >= fromDurationSec * 1e6 &&
        durationUs < toDurationSec * 1e6,
    );
  }
  return tests.length === 0 ? undefined : (item) => tests.every((test) => test(item));
}

/** A test of the values that an item has of a field, made once for all items that have the same. */
function compileTest(
  subject: FigureSubject,
  field: FigureField,
  test: (values: readonly string[]) => boolean,
): (item: FigureItem) => boolean {
  const read = readerOf(subject, field);
  const keys = new RowKeys(subject, [field], (item) => test(read(item)));
  return (item) => keys.valueOf(item);
}

function compileCondition({
  value,
  atLeast = false,
  not = false,
}: FigureCondition): (values: readonly string[]) => boolean {
  const least = Number(value);
  const isMet = (values: readonly string[]): boolean => {
    if (atLeast) return values.some((each) => Number(each) >= least);
    return value === "" ? values.length === 0 : values.includes(value);
  };
  return (values) => isMet(values) !== not;
}
