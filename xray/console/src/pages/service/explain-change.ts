import type { GroupFigures, SetFigures } from "xray-local/console-wire/figures.ts";
import { sqlWords } from "../../sql/sql-words.ts";
import type { Change } from "../services/change.ts";
import { sum } from "./response-layers.ts";
import { BY_CALL } from "./service-query.ts";

/** Which part of the response grew most since a change. */
export interface Growth {
  /** `select stock`; empty: the service itself. */
  words: string;
  addedSec: number;
  /** Of the whole response. */
  ofSec: number;
  /** Calls a request, since and before, where they became more. */
  perRequest: { since: number; before: number } | undefined;
}

/** What explains less is not named. */
const LEAST_SHARE = 0.3;
const MORE_CALLS = 1.5;

/** What took the time that was added at a change within the range; undefined where nothing stands out. */
export function findGrowth(
  { atSec }: Change,
  requests: SetFigures,
  parts: SetFigures,
  calls: SetFigures | undefined,
): Growth | undefined {
  const { columns } = requests;
  if (atSec === undefined || columns === undefined) return undefined;
  const at = Math.round((atSec - columns.startSec) / columns.columnSec);
  const means = { columns: columns.count, at };
  const ofSec = added(parts.columns?.sumSec ?? [], means);
  const groups = parts.groups[1]?.groups ?? [];
  const grown = groups.map((group) => ({ group, addedSec: added(group.columns?.sumSec ?? [], means) }));
  const ownSec = ofSec - grown.reduce((all, each) => all + each.addedSec, 0);
  const [most] = grown.toSorted((a, b) => b.addedSec - a.addedSec);
  const isOwn = most === undefined || ownSec > most.addedSec;
  const addedSec = isOwn ? ownSec : most.addedSec;
  if (!(ofSec > 0) || addedSec < ofSec * LEAST_SHARE) return undefined;
  return {
    words: isOwn ? "" : callWords(most.group),
    addedSec: Math.min(addedSec, ofSec),
    ofSec,
    perRequest: isOwn ? undefined : moreCalls(most.group, calls, means),
  };
}

interface Means {
  /** Requests of each column. */
  columns: readonly number[];
  /** The first column after the change. */
  at: number;
}

/** The mean of a request since a column less that before it. */
function added(sums: readonly number[], { columns, at }: Means): number {
  const since = sum(sums, at) / Math.max(1, sum(columns, at));
  return since - sum(sums, 0, at) / Math.max(1, sum(columns, 0, at));
}

function moreCalls(
  { values }: GroupFigures,
  calls: SetFigures | undefined,
  { columns, at }: Means,
): Growth["perRequest"] {
  const group = calls?.groups[BY_CALL]?.groups.find((each) => each.values[0] === values[0]);
  const counts = group?.columns?.count ?? [];
  const since = sum(counts, at) / Math.max(1, sum(columns, at));
  const before = sum(counts, 0, at) / Math.max(1, sum(columns, 0, at));
  return since >= Math.max(MORE_CALLS, before * MORE_CALLS) ? { since, before } : undefined;
}

/** `select stock`, `GetItem of products`, `POST payment/charge`. */
export function callWords({ call, values }: GroupFigures): string {
  if (call === undefined) return values.at(-1) ?? "";
  if (call.kind === "sql") return sqlWords(call.text) || call.text;
  return call.resource === undefined ? call.text : `${call.text} of ${call.resource}`;
}
