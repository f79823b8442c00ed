import type { FigureCondition, FigureField, FigureSet, FigureSubject } from "../console-wire/figures.ts";
import type { FigureItem } from "./figure-item.ts";
import { readerOf } from "./field-values.ts";

/** Whether what a matching trace holds is in the set, the range of the trace aside. */
export function compileMembership(subject: FigureSubject, set: FigureSet): (item: FigureItem) => boolean {
  const tests: ((item: FigureItem) => boolean)[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys of `where` are fields: the query was checked
  for (const [field, wanted] of Object.entries(set.where ?? {}) as [FigureField, string][]) {
    const read = readerOf(subject, field);
    tests.push((item) => read(item).includes(wanted));
  }
  for (const condition of set.conditions ?? []) tests.push(compileCondition(subject, condition));
  const { outcomes, brush } = set;
  if (outcomes !== undefined) tests.push(({ outcome }) => outcomes.includes(outcome));
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
  return (item) => tests.every((test) => test(item));
}

function compileCondition(
  subject: FigureSubject,
  { field, value, atLeast = false, not = false }: FigureCondition,
): (item: FigureItem) => boolean {
  const read = readerOf(subject, field);
  const least = Number(value);
  const isMet = (values: readonly string[]): boolean => {
    if (atLeast) return values.some((each) => Number(each) >= least);
    return value === "" ? values.length === 0 : values.includes(value);
  };
  return (item) => isMet(read(item)) !== not;
}
