import { splitServiceKey } from "xray-local/model/trace-topology.ts";
import type { FigureColumns, Figures, GroupFigures, SetFigures } from "xray-local/console-wire/figures.ts";
import type { ServiceSubject } from "../../service-link.ts";
import { placeOfType } from "../../trace-model/place.ts";
import type { Place } from "../../trace-model/step.ts";
import { addedFaultsPerMin, addedSec, changesOf } from "./change.ts";
import type { Changes, Earlier } from "./change.ts";

/** A service, or one of its endpoints. */
export interface FigureRow {
  /** Different for each row of the table. */
  key: string;
  /** Name and type of the service, apart. */
  service: string;
  type: string | undefined;
  place: Place;
  /** `POST` and `/api/checkout`; empty for a service as a whole. */
  method: string;
  url: string;
  /** Of the whole range. */
  figures: Figures;
  /** Whose times are shown, and whose shares: since the change of either, or of the whole range. */
  times: Figures;
  shares: Figures;
  columns: FigureColumns | undefined;
  changes: Changes;
  /** Of its service: those that first answered within the range, after another one did. */
  newVersions: readonly NewVersion[];
  faultsPerMin: number;
  addedSec: number;
}

/** What a row is called. */
export type NamedRow = Pick<FigureRow, "service" | "type" | "method" | "url">;

export interface NewVersion {
  text: string;
  /** When it answered first, epoch seconds. */
  sinceSec: number;
}

export interface ServiceRow extends FigureRow {
  endpoints: readonly FigureRow[];
  /** The one that answered last, and since when if another one did before it. */
  version: { text: string; sinceSec?: number } | undefined;
}

/** One endpoint waits for another, by keys of rows. */
export interface CallerOf {
  caller: string;
  callee: string;
}

export interface ServiceFigures {
  services: readonly ServiceRow[];
  calls: readonly CallerOf[];
  /** Endpoints that are too rare to be told one by one. */
  others: number;
  /** Of all services, that which answered last first. */
  versions: readonly string[];
  startSec: number;
  endSec: number;
}

const SERVICES = 0;
const ENDPOINTS = 1;
const VERSIONS = 2;
const CALLERS = 3;

/** What the table asks for, in the order that `toServiceFigures` reads. */
export const SERVICE_GROUPS = [
  { by: ["service"], limit: 300, series: true, change: true },
  { by: ["service", "endpoint"], limit: 500, series: true, change: true },
  { by: ["service", "version"], limit: 500, sort: "last" },
  { by: ["service", "endpoint", "caller", "callerEndpoint"], limit: 1000 },
] as const;

/** What is asked for of the range before. */
export const BEFORE_GROUPS = SERVICE_GROUPS.slice(0, 2).map(({ by, limit }) => ({ by, limit }));

/** What the range is compared with, and what of the range is compared, if not all; groups as in `BEFORE_GROUPS`. */
export type EarlierSets = readonly SetFigures[];

/** Services with their endpoints; nothing in `earlier`: they are compared with nothing. */
export function toServiceFigures(
  set: SetFigures,
  earlier: EarlierSets,
  bounds: { startSec: number; endSec: number },
): ServiceFigures {
  const groupsOf = (index: number) => set.groups[index]?.groups ?? [];
  const calls = groupsOf(CALLERS).map(
    ({ values: [service = "", endpoint = "", from = "", fromEndpoint = ""] }) => ({
      callee: keyOf([service, endpoint]),
      caller: keyOf([from, fromEndpoint]),
    }),
  );
  const versions = Map.groupBy(groupsOf(VERSIONS), ({ values }) => values[0] ?? "");
  const earlierOf = earlierReader(earlier);
  const toRow = (group: GroupFigures) =>
    toFigureRow(group, earlierOf(group), newVersionsOf(versions.get(group.values[0] ?? "") ?? []), bounds);
  const endpoints = Map.groupBy(groupsOf(ENDPOINTS).map(toRow), (row) => serviceOfKey(row.key));
  const services = groupsOf(SERVICES).map((group): ServiceRow => {
    const name = group.values[0] ?? "";
    return Object.assign(toRow(group), {
      endpoints: endpoints.get(name) ?? [],
      version: newestOf(versions.get(name) ?? []),
    });
  });
  return {
    services,
    calls,
    others: set.groups[ENDPOINTS]?.others.groups ?? 0,
    versions: namesOf(groupsOf(VERSIONS)),
    ...bounds,
  };
}

/** Of a group of the range what it is compared with; undefined where nothing can be. */
export function earlierReader([earlier, now]: EarlierSets): (group: GroupFigures) => Earlier | undefined {
  const byKey = (figures: SetFigures | undefined) =>
    new Map(
      (figures?.groups ?? []).flatMap(({ groups }) =>
        groups.map((group) => [keyOf(group.values), group] as const),
      ),
    );
  const [groups, nowGroups] = [byKey(earlier), byKey(now)];
  // Where nothing was recorded then, nothing is new.
  if (earlier === undefined || earlier.scanned === 0) return () => undefined;
  return ({ values }) => ({
    figures: groups.get(keyOf(values)),
    ...(now !== undefined && { now: nowGroups.get(keyOf(values)) }),
  });
}

function namesOf(versions: readonly GroupFigures[]): readonly string[] {
  const newestFirst = versions.toSorted((a, b) => b.firstSec - a.firstSec);
  return [...new Set(newestFirst.flatMap(({ values }) => values[1] ?? []))];
}

export function toFigureRow(
  group: GroupFigures,
  earlier: Earlier | undefined,
  newVersions: readonly NewVersion[],
  { startSec, endSec }: { startSec: number; endSec: number },
): FigureRow {
  const [id = "", endpoint = ""] = group.values;
  const [service, type] = splitServiceKey(id);
  const [method, url] = splitEndpoint(endpoint);
  const changes = changesOf(group, earlier);
  const { pace, faults } = changes;
  return {
    key: keyOf(group.values),
    service,
    type,
    place: placeOfType(type),
    method,
    url,
    figures: group,
    times: pace?.since ?? faults?.since ?? group,
    shares: faults?.since ?? pace?.since ?? group,
    columns: group.columns,
    changes,
    newVersions,
    faultsPerMin: addedFaultsPerMin(faults, endSec, startSec),
    addedSec: addedSec(pace),
  };
}

/** Of one service. */
export function newVersionsOf(versions: readonly GroupFigures[]): readonly NewVersion[] {
  const firstSec = Math.min(...versions.map((each) => each.firstSec));
  return versions
    .filter((each) => each.firstSec > firstSec)
    .map((each) => ({ text: each.values.at(-1) ?? "", sinceSec: each.firstSec }))
    .toSorted((a, b) => a.sinceSec - b.sinceSec);
}

function newestOf(versions: readonly GroupFigures[]): ServiceRow["version"] {
  const [newest] = versions.toSorted((a, b) => b.firstSec - a.firstSec);
  const text = newest?.values[1];
  if (newest === undefined || text === undefined) return undefined;
  const isNew = versions.some((each) => each !== newest && each.firstSec < newest.firstSec);
  return { text, ...(isNew && { sinceSec: newest.firstSec }) };
}

/** Of a row: no name has a line break in it. */
export function keyOf(values: readonly string[]): string {
  return values.join("\n");
}

function serviceOfKey(key: string): string {
  return key.split("\n", 1)[0] ?? "";
}

export function splitEndpoint(endpoint: string): readonly [method: string, url: string] {
  const at = endpoint.indexOf(" ");
  if (at !== -1) return [endpoint.slice(0, at), endpoint.slice(at + 1)];
  return endpoint.startsWith("/") ? ["", endpoint] : [endpoint, ""];
}

/** `POST /api/checkout`, or the service's own name. */
export function nameOfRow({ method, url, service }: FigureRow): string {
  return [method, url].filter((part) => part !== "").join(" ") || service;
}

/** What is looked at where a row is opened. */
export function subjectOf({ service, type, method, url }: NamedRow): ServiceSubject {
  return { service, type, endpoint: [method, url].filter((part) => part !== "").join(" ") };
}
