import { hashOf } from "../lib/hash.ts";
import type {
  FigureColumns,
  FigureExample,
  GroupFigures,
  SetFigures,
} from "xray-local/console-wire/figures.ts";
import type { Outcome } from "../lib/outcome.ts";
import { risingSince } from "./rising.ts";

/** One kind of exception: its type, its message without values, and the first frame of the application. */
export interface ErrorKind {
  /** The server's key; URLs have its `hash`. */
  key: string;
  hash: string;
  type: string;
  message: string;
  frame: string | undefined;
  /** The services that it passed, starting where it was thrown. */
  way: readonly string[];
  /** How many of `count` went the same way. */
  sameWay: number;
  outcome: Outcome;
  count: number;
  traces: number;
  firstSec: number;
  lastSec: number;
  /** When it was first seen in everything stored. */
  firstEverSec: number;
  /** Whether it was never seen before the range. */
  isNew: boolean;
  /** Since when it occurs at least twice as often; undefined when it does not, or when it is new. */
  risingSec: number | undefined;
  /** How many reached the client; the others were handled. */
  reachedClient: number;
  status: number | undefined;
  columns: FigureColumns | undefined;
  newest: FigureExample;
  /** The kind that it always follows, from further down the same way. */
  follows: string | undefined;
}

/** The kinds of the first list of groups. */
export function toErrorKinds(
  { groups }: SetFigures,
  { startSec }: { startSec: number },
): readonly ErrorKind[] {
  const kinds = (groups[0]?.groups ?? []).flatMap((group) => toKind(group, startSec) ?? []);
  return kinds.map((kind) =>
    Object.assign(kind, { follows: kinds.find((each) => isFollowedBy(each, kind))?.key }),
  );
}

/** Whether one kind is thrown further up the way of another, and as often in each column. */
function isFollowedBy(below: ErrorKind, above: ErrorKind): boolean {
  if (above.way.length === 0 || below.way.length <= above.way.length || below.count !== above.count)
    return false;
  if (above.way.some((service, index) => service !== below.way.at(index - above.way.length))) return false;
  const counts = below.columns?.count ?? [];
  return above.columns?.count.every((count, column) => count === counts[column]) ?? false;
}

function toKind(group: GroupFigures, startSec: number): ErrorKind | undefined {
  const { values, exception, columns, firstSec, lastSec, count, traces, examples } = group;
  const [key] = values;
  if (key === undefined || exception === undefined) return undefined;
  const { type, message, frame, way, reachedClient, status, sameWay } = exception;
  const firstEverSec = group.firstEverSec ?? firstSec;
  const isNew = firstEverSec >= startSec;
  return {
    key,
    hash: hashOf(key),
    type,
    message,
    frame,
    way,
    sameWay,
    outcome: worstOf(group),
    count,
    traces,
    firstSec,
    lastSec,
    firstEverSec,
    isNew,
    risingSec: isNew || columns === undefined ? undefined : risingSince(columns),
    reachedClient,
    status,
    columns,
    newest: examples.newest,
    follows: undefined,
  };
}

/** The most frequent outcome; if several are, the worst. */
function worstOf({ outcomes }: GroupFigures): Outcome {
  const order = ["fault", "throttle", "error", "ok"] as const;
  return order.reduce((most, each) => (outcomes[each] > outcomes[most] ? each : most), "fault" as Outcome);
}
