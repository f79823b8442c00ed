import type { Crud } from "../../api/cruds.ts";

const GOING_SHOWN = 4;

/** The cruds with the least time left, the next first. */
export function nextToGo(cruds: readonly Crud[]): readonly Crud[] {
  return cruds.toSorted((a, b) => a.expiresAtMs - b.expiresAtMs).slice(0, GOING_SHOWN);
}

interface Author {
  displayName: string;
  handle: string;
  /** Cruds in the feed. */
  count: number;
}

/** Who wrote the cruds, the busiest first, otherwise in the feed's order. */
export function authorsOf(cruds: readonly Crud[]): readonly Author[] {
  const authors = new Map<string, Author>();
  for (const { displayName, handle } of cruds) {
    const count = (authors.get(handle)?.count ?? 0) + 1;
    authors.set(handle, { displayName, handle, count });
  }
  return [...authors.values()].toSorted((a, b) => b.count - a.count);
}
