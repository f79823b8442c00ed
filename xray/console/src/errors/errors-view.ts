import type { ErrorKind } from "./error-kinds.ts";

/** The states of the chips, in the order of their keys 1 to 4. */
export const ERROR_STATES = ["new", "rising", "client", "handled"] as const;
export type ErrorState = (typeof ERROR_STATES)[number];

const ERROR_SORTS = ["news", "count", "first", "last", "name"] as const;
export type ErrorSort = (typeof ERROR_SORTS)[number];

/** The view, as the URL has it. */
export interface ErrorsView {
  /** Undefined for all kinds. */
  state: ErrorState | undefined;
  sort: ErrorSort;
  /** A text to find in types, messages, places and stacks. */
  find: string;
  /** The hash of the selected kind; empty for the first. */
  kind: string;
}

export function readErrorsView(query: URLSearchParams): ErrorsView {
  const [state, sort] = [query.get("state"), query.get("sort")];
  return {
    state: ERROR_STATES.find((each) => each === state),
    sort: ERROR_SORTS.find((each) => each === sort) ?? "news",
    find: query.get("q") ?? "",
    kind: query.get("kind") ?? "",
  };
}

const IS_IN: Readonly<Record<ErrorState, (kind: ErrorKind) => boolean>> = {
  new: ({ isNew, follows }) => isNew && follows === undefined,
  rising: ({ risingSec, follows }) => risingSec !== undefined && follows === undefined,
  client: ({ reachedClient }) => reachedClient > 0,
  handled: ({ reachedClient }) => reachedClient === 0,
};

export function kindsIn(kinds: readonly ErrorKind[], state: ErrorState | undefined): readonly ErrorKind[] {
  return state === undefined ? kinds : kinds.filter(IS_IN[state]);
}

/** The kinds whose words or stack contain the text; `stackOf` knows the newest stack of kinds that were looked up. */
export function findKinds(
  kinds: readonly ErrorKind[],
  text: string,
  stackOf: (kind: ErrorKind) => string,
): readonly ErrorKind[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return kinds;
  return kinds.filter((kind) => {
    const { type, message, frame = "", way } = kind;
    return [`${type} ${message}`, frame, way.join(" "), stackOf(kind)].some((part) =>
      part.toLowerCase().includes(wanted),
    );
  });
}

type Order = (a: ErrorKind, b: ErrorKind) => number;

const byCount: Order = (a, b) => b.count - a.count;
/** New ones first, then rising ones, faults, and the rest. */
const rankOf = ({ isNew, risingSec, outcome }: ErrorKind): number =>
  isNew ? 0 : risingSec !== undefined ? 1 : outcome === "fault" ? 2 : 3;

const ORDERS: Readonly<Record<ErrorSort, Order>> = {
  news: (a, b) => rankOf(a) - rankOf(b),
  count: byCount,
  first: (a, b) => b.firstEverSec - a.firstEverSec,
  last: (a, b) => b.lastSec - a.lastSec,
  name: (a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0),
};

/** Sorts kinds; a kind that only follows another comes after it. */
export function sortKinds(kinds: readonly ErrorKind[], sort: ErrorSort): readonly ErrorKind[] {
  const sorted = kinds.toSorted((a, b) => ORDERS[sort](a, b) || byCount(a, b) || (a.key < b.key ? -1 : 1));
  const keys = new Set(sorted.map(({ key }) => key));
  const followers = Map.groupBy(
    sorted.filter(({ follows }) => follows !== undefined && keys.has(follows)),
    ({ follows }) => follows,
  );
  const withFollowers = (kind: ErrorKind): readonly ErrorKind[] => [
    kind,
    ...(followers.get(kind.key) ?? []).flatMap(withFollowers),
  ];
  return sorted.filter(({ follows }) => follows === undefined || !keys.has(follows)).flatMap(withFollowers);
}
