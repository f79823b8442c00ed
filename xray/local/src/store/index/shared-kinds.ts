import type { ActivityKinds } from "../../model/trace-activity.ts";
import { parseActivityKinds } from "../chunk/chunk-columns.ts";

/** Beyond this many, shared objects are collected anew. */
const MAX_SHARED = 20_000;

/** Parses lines to objects that share equal parts: a statement is long and occurs in many lines. */
export function createKindsParser(): (line: string) => ActivityKinds {
  const shared = new Map<string, object>();
  function share<Item extends object>(item: Item): Item {
    const key = JSON.stringify(item);
    const known = shared.get(key);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same text was parsed to it
    if (known !== undefined) return known as Item;
    if (shared.size >= MAX_SHARED) shared.clear();
    shared.set(key, item);
    return item;
  }
  return (line) => {
    const kinds = parseActivityKinds(line);
    return {
      ...kinds,
      requests: kinds.requests.map(share),
      calls: kinds.calls.map(share),
      exceptions: kinds.exceptions.map(share),
    };
  };
}
