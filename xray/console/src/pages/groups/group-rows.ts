import type { FigureColumns, SetFigures } from "xray-local/console-wire/figures.ts";
import type { GroupFiguresOf } from "../../api/use-group-figures.ts";
import { capitalize, countWord } from "../../lib/count-words.ts";
import { changesOf } from "../services/change.ts";
import type { Changes } from "../services/change.ts";

/** The figures of one group, with what became of it. */
export interface GroupRowFigures {
  now: SetFigures;
  changes: Changes;
  columns: FigureColumns | undefined;
}

export function toGroupRow({ now, before }: GroupFiguresOf): GroupRowFigures {
  const earlier = before === undefined || before.count === 0 ? undefined : { figures: before };
  return { now, changes: changesOf(withoutOwn(now), earlier), columns: now.columns };
}

/** A set as a group of figures, which may have changes of its own; a set has none. */
function withoutOwn(set: SetFigures): Parameters<typeof changesOf>[0] {
  const none = { traceId: "", startSec: 0, durationSec: 0 };
  const examples = { newest: none, slowest: none, usual: none };
  return { ...set, values: [], firstSec: 0, lastSec: 0, examples };
}

/** `Two groups fail more than before, one got slower.` */
export function groupsVerdict(rows: readonly GroupRowFigures[]): string {
  const failing = rows.filter(({ changes }) => changes.faults?.kind === "failing").length;
  const slower = rows.filter(({ changes }) => changes.pace?.kind === "slower").length;
  if (failing + slower === 0) return "No group got worse.";
  const groups = (count: number): string => `${countWord(count)} ${count === 1 ? "group" : "groups"}`;
  if (failing === 0) return `${capitalize(groups(slower))} got slower.`;
  const first = `${capitalize(groups(failing))} ${failing === 1 ? "fails" : "fail"} more than before`;
  return slower === 0 ? `${first}.` : `${first}, ${countWord(slower)} got slower.`;
}
