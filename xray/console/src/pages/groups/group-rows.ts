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
  return { now, changes: changesOf(now, earlier), columns: now.columns };
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
