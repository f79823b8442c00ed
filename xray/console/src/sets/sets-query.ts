import type { FigureCondition, FigureQuery, FigureSet } from "xray-local/console-wire/figures.ts";
import { withGroup } from "../filter-box/effective-filter.ts";
import type { SetChoice } from "./set-text.ts";
import type { SetsView } from "./sets-view.ts";

/** Epoch seconds. */
interface Bounds {
  startSec: number;
  endSec: number;
}

type Sets = Pick<SetsView, "filter" | "a" | "b" | "hold">;

/** A day, for the same time yesterday. */
const DAY_SEC = 86_400;
/** Traces to look at are of one endpoint that both sets have. */
const ENDPOINTS = 50;

/** Both sets with their heatmaps, and what tells them apart. */
export function toSetsQuery(view: Sets, group: string, bounds: Bounds, columnSec: number): FigureQuery {
  return {
    sets: toFigureSets(view, group, bounds),
    columnSec,
    rows: true,
    compare: true,
    groups: [{ by: ["endpoint"], limit: ENDPOINTS }],
  };
}

/** A and B. */
export function toFigureSets(view: Sets, group: string, bounds: Bounds): readonly [FigureSet, FigureSet] {
  return [toSet(view.a, view.b, view, group, bounds), toSet(view.b, view.a, view, group, bounds)];
}

function toSet(set: SetChoice, other: SetChoice, view: Sets, group: string, bounds: Bounds): FigureSet {
  if (set.kind === "rest") {
    return {
      ...bounds,
      ...filterOf(withGroup(view.filter, group)),
      ...conditionsOf(view.hold),
      rest: true,
    };
  }
  if (set.kind === "before" || set.kind === "day") {
    const shiftSec = set.kind === "day" ? DAY_SEC : bounds.endSec - bounds.startSec;
    return shifted(toSet(other, set, view, group, bounds), shiftSec);
  }
  const { brush } = set;
  const filter = withGroup(bothFilters(view.filter, set.filter), group);
  // Within the range it is drawn on the range's axis, else it has a range of its own.
  const isWithin =
    brush === undefined || (brush.startSec >= bounds.startSec && brush.startSec < bounds.endSec);
  return {
    ...(isWithin ? bounds : { startSec: brush.startSec, endSec: brush.endSec }),
    ...filterOf(filter),
    ...conditionsOf([...view.hold, ...set.conditions]),
    ...(brush && {
      brush: {
        startSec: brush.startSec,
        endSec: brush.endSec,
        ...(brush.response && {
          fromDurationSec: brush.response.fromSec,
          toDurationSec: brush.response.toSec,
        }),
      },
    }),
  };
}

function shifted({ brush, ...set }: FigureSet, bySec: number): FigureSet {
  const { startSec, endSec } = brush ?? {};
  return {
    ...set,
    startSec: set.startSec - bySec,
    endSec: set.endSec - bySec,
    ...(brush && {
      brush: {
        ...brush,
        ...(startSec !== undefined && { startSec: startSec - bySec }),
        ...(endSec !== undefined && { endSec: endSec - bySec }),
      },
    }),
  };
}

export function bothFilters(one: string, other: string): string {
  if (one.trim() === "" || other.trim() === "") return one.trim() + other.trim();
  return `(${one.trim()}) AND (${other.trim()})`;
}

function filterOf(filter: string): { filter?: string } {
  return filter === "" ? {} : { filter };
}

function conditionsOf(conditions: readonly FigureCondition[]): { conditions?: readonly FigureCondition[] } {
  return conditions.length === 0 ? {} : { conditions };
}
