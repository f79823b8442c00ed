import { hashOf } from "../lib/hash.ts";
import { earlierReader } from "../pages/services/service-rows.ts";
import { splitServiceKey } from "xray-local/model/trace-topology.ts";
import type { CallWords } from "xray-local/console-wire/figure-words.ts";
import type { FigureColumns, Figures, GroupFigures, SetFigures } from "xray-local/console-wire/figures.ts";
import type { Changes, Earlier } from "../pages/services/change.ts";
import { changesOf, meanSec } from "../pages/services/change.ts";
import { sqlWords } from "../sql/sql-words.ts";
import { shortResourceName } from "../trace-model/resource-name.ts";

/** The kinds of calls, each a tab of the view. */
export const CALL_KINDS = ["sql", "aws", "remote"] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** A node as in URLs, in its parts. */
interface CalledNode {
  key: string;
  name: string;
  type?: string;
}

/** One statement, operation or URL that one service calls. */
export interface CallRow {
  /** Short, and the same as long as caller, target and text are the same. */
  id: string;
  kind: CallKind;
  caller: CalledNode;
  target: CalledNode;
  /** `inventory@pg`, `DynamoDB`, `api.stripe.com`. */
  system: string;
  /** The statement without its values, the operation of AWS, or method, host and path. */
  text: string;
  /** The table, queue or bucket of a call of AWS, where it is known. */
  resource?: string;
  /** `select stock`, `GetItem products-table`, `POST api.stripe.com/v1/charges`. */
  words: string;
  /** For the whole range. */
  figures: GroupFigures;
  /** Since the last change of pace, else for the whole range. */
  times: Figures;
  meanSec: number;
  /** Its share of the time of all calls of this kind. */
  timeShare: number;
  /** Calls in each request that calls at all. */
  perRequest: number;
  /** Whether many requests repeat it five times or more in a row. */
  isRepeated: boolean;
  columns: FigureColumns | undefined;
  changes: Changes;
  /** The endpoints of the caller that call it, those that take most time first. */
  askers: readonly Asker[];
}

/** An endpoint that calls. */
export interface Asker {
  /** `POST /api/checkout`; empty when it is unknown. */
  endpoint: string;
  figures: GroupFigures;
  perRequest: number;
  isRepeated: boolean;
  /** Its share of the row's time. */
  timeShare: number;
}

export interface CallFigures {
  rows: readonly CallRow[];
  /** How many rarer kinds of calls have no row. */
  others: number;
  /** The number of all calls of this kind, and their time in seconds. */
  count: number;
  sumSec: number;
  startSec: number;
  endSec: number;
}

/** The groups of the query, in the order in which `toCallFigures` reads them. */
export const CALL_GROUPS = [
  { by: ["service", "target", "call"], limit: 300, sort: "time", series: true, change: true },
  { by: ["service", "endpoint", "target", "call"], limit: 500, sort: "time" },
] as const;

/** The groups of the query for the earlier range. */
export const EARLIER_CALL_GROUPS = [{ by: ["service", "target", "call"], limit: 300, sort: "time" }] as const;

/** In at least a tenth of the requests: one that sometimes reads six things is no N+1. */
const REPEATING_REQUESTS = 0.1;

/** `earlier` is empty when the range is not compared. */
export function toCallFigures(
  kind: CallKind,
  set: SetFigures,
  earlier: readonly SetFigures[],
  bounds: { startSec: number; endSec: number },
): CallFigures {
  const [calls, asked] = set.groups;
  const askers = Map.groupBy(asked?.groups ?? [], ({ values: [service, , target, call] }) =>
    keyOf([service, target, call]),
  );
  const earlierOf = earlierReader(earlier);
  return {
    rows: (calls?.groups ?? []).map((group) =>
      toRow(kind, group, {
        sumSec: set.sumSec,
        earlier: earlierOf(group),
        askers: askers.get(keyOf(group.values)) ?? [],
      }),
    ),
    others: calls?.others.groups ?? 0,
    count: set.count,
    sumSec: set.sumSec,
    ...bounds,
  };
}

function toRow(
  kind: CallKind,
  group: GroupFigures,
  all: { sumSec: number; earlier: Earlier | undefined; askers: readonly GroupFigures[] },
): CallRow {
  const [service = "", target = "", call = ""] = group.values;
  const node = toNode(target);
  const { text, resource: fullResource } = group.call ?? wordsOf(kind, target, call);
  const isQueue = node.type?.startsWith("AWS::SQS") === true;
  const resource = fullResource === undefined ? undefined : shortResourceName(fullResource, isQueue);
  const changes = changesOf(group, all.earlier);
  return {
    id: toId(group.values),
    kind,
    caller: toNode(service),
    target: node,
    system: kind === "aws" ? (node.type?.split("::")[1] ?? node.name) : node.name,
    text,
    ...(resource !== undefined && { resource }),
    words: shortWords(kind, text, resource),
    figures: group,
    times: changes.pace?.since ?? group,
    meanSec: meanSec(changes.pace?.since ?? group),
    timeShare: shareOf(group.sumSec, all.sumSec),
    ...repeatsOf(group),
    columns: group.columns,
    changes,
    askers: all.askers.map((each): Asker => ({
      endpoint: each.values[1] ?? "",
      figures: each,
      timeShare: shareOf(each.sumSec, group.sumSec),
      ...repeatsOf(each),
    })),
  };
}

function wordsOf(kind: CallKind, target: string, text: string): CallWords {
  return { kind, target, text };
}

function repeatsOf({ count, repeats }: GroupFigures): Pick<CallRow, "perRequest" | "isRepeated"> {
  const { requests, inARow } = repeats ?? { requests: count, inARow: 0 };
  return {
    perRequest: shareOf(count, requests),
    isRepeated: inARow > 0 && inARow >= requests * REPEATING_REQUESTS,
  };
}

function shortWords(kind: CallKind, text: string, resource: string | undefined): string {
  if (kind === "sql") return sqlWords(text) || text;
  return resource === undefined ? text : `${text} ${resource}`;
}

function shareOf(part: number, all: number): number {
  return all === 0 ? 0 : part / all;
}

/** No name contains a line break. */
function keyOf(values: readonly (string | undefined)[]): string {
  return values.join("\n");
}

function toNode(key: string): CalledNode {
  const [name, type] = splitServiceKey(key);
  return { key, name, ...(type !== undefined && { type }) };
}

/** In few characters, for a URL. */
function toId(values: readonly string[]): string {
  return Number.parseInt(hashOf(keyOf(values)), 16).toString(36);
}
