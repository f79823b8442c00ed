import { splitServiceKey } from "xray-local/model/trace-topology.ts";
import type { FigureExample, GroupFigures, SetFigures } from "xray-local/console-wire/figures.ts";
import type { Bounds } from "../../api/use-figures.ts";
import type { ServiceSubject } from "../../service-link.ts";
import { placeOfType } from "../../trace-model/place.ts";
import type { Place } from "../../trace-model/step.ts";
import { changesOf, faultShare } from "../services/change.ts";
import type { Change, Changes } from "../services/change.ts";
import { earlierReader, newVersionsOf, toFigureRow } from "../services/service-rows.ts";
import type { EarlierSets, FigureRow } from "../services/service-rows.ts";
import { callWords } from "./explain-change.ts";
import { BY_CALL, BY_TARGET, CALLERS, ENDPOINTS, VERSIONS, WHOLE } from "./service-query.ts";

/** A version that first answered within the range, in the place of another. */
export interface Needle {
  atSec: number;
  version: string;
  instead: string;
}

/** Who calls, or is called. */
export interface RelatedRow {
  key: string;
  name: string;
  place: Place;
  /** Endpoint, or what is called. */
  words: string;
  /** Where it has a view of its own. */
  subject: ServiceSubject | undefined;
  perSec: number;
  p95Sec: number;
  /** Where p95 changed. */
  pace: Change | undefined;
  faultShare: number;
}

export interface ServiceModel {
  set: SetFigures;
  /** Undefined where no request came. */
  row: FigureRow | undefined;
  version: string | undefined;
  /** A request of about the median. */
  usual: FigureExample | undefined;
  needles: readonly Needle[];
  callers: readonly RelatedRow[];
  /** Requests without a caller that is traced, a second. */
  untracedPerSec: number;
  endpoints: readonly FigureRow[];
}

/** Of the answers to `requestsQuery` and `earlierQuery`. */
export function toServiceModel(set: SetFigures, earlier: EarlierSets, bounds: Bounds): ServiceModel {
  const groupsOf = (index: number) => set.groups[index]?.groups ?? [];
  const earlierOf = earlierReader(earlier);
  const versions = groupsOf(VERSIONS).toSorted((a, b) => a.firstSec - b.firstSec);
  const newVersions = newVersionsOf(versions);
  const toRow = (group: GroupFigures) => toFigureRow(group, earlierOf(group), newVersions, bounds);
  const [whole] = groupsOf(WHOLE);
  const rangeSec = bounds.endSec - bounds.startSec;
  const callers = groupsOf(CALLERS);
  return {
    set,
    row: whole && toRow(whole),
    version: versions.at(-1)?.values[1],
    usual: whole?.examples.usual,
    needles: newVersions.map(({ text, sinceSec }) => ({
      atSec: sinceSec,
      version: text,
      instead: versions.findLast(({ firstSec }) => firstSec < sinceSec)?.values[1] ?? "",
    })),
    callers: callers.map((group) => {
      const [id = "", endpoint = ""] = group.values;
      const [service, type] = splitServiceKey(id);
      return Object.assign(toRelated(group, rangeSec, changesOf(group, earlierOf(group))), {
        name: service,
        place: placeOfType(type),
        words: endpoint,
        subject: { service, type, endpoint },
      });
    }),
    untracedPerSec: (set.groups[CALLERS]?.without ?? 0) / rangeSec,
    endpoints: groupsOf(ENDPOINTS).map(toRow),
  };
}

/** What it calls, by node, most time first; waits are nobody's. */
export function toCallRows(calls: SetFigures, { startSec, endSec }: Bounds): readonly RelatedRow[] {
  const kinds = Map.groupBy(calls.groups[BY_CALL]?.groups ?? [], ({ call }) => call?.target ?? "");
  return (calls.groups[BY_TARGET]?.groups ?? []).flatMap((group): RelatedRow[] => {
    const [kind = "", target = ""] = group.values;
    if (kind === "wait") return [];
    const [name, type] = splitServiceKey(target);
    const [first, ...more] = kinds.get(target) ?? [];
    const place = placeOfType(type);
    return [
      {
        ...toRelated(group, endSec - startSec, changesOf(group, undefined)),
        name,
        place,
        words:
          first === undefined ? "" : `${callWords(first)}${more.length === 0 ? "" : `, ${more.length} more`}`,
        subject: kind === "remote" && place === "service" ? { service: name, type, endpoint: "" } : undefined,
      },
    ];
  });
}

/** One statement that it asks. */
export interface StatementRow {
  key: string;
  text: string;
  /** Of all time in databases. */
  share: number;
  perRequest: number;
  /** Requests that asked it five times or more, one after another. */
  inARow: number;
}

export function toStatementRows(calls: SetFigures, requests: number): readonly StatementRow[] {
  const statements = (calls.groups[BY_CALL]?.groups ?? []).filter(({ call }) => call?.kind === "sql");
  const allSec = statements.reduce((sum, { sumSec }) => sum + sumSec, 0);
  return statements.map(({ values, call, sumSec, count, repeats }) => ({
    key: values.join(" "),
    text: call?.text ?? "",
    share: allSec === 0 ? 0 : sumSec / allSec,
    perRequest: requests === 0 ? 0 : count / requests,
    inARow: repeats?.inARow ?? 0,
  }));
}

function toRelated(
  group: GroupFigures,
  rangeSec: number,
  { pace, faults }: Changes,
): Pick<RelatedRow, "key" | "perSec" | "p95Sec" | "pace" | "faultShare"> {
  const shown = pace?.since ?? group;
  return {
    key: group.values.join("\n"),
    perSec: group.count / rangeSec,
    p95Sec: shown.p95Sec,
    pace,
    faultShare: faultShare(faults?.since ?? group),
  };
}
