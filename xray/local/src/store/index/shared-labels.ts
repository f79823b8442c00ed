import type { AnnotationFacts, UserFacts } from "../../model/trace-facts.ts";
import { parseLabels } from "../chunk/chunk-columns.ts";
import type { TraceLabels } from "../chunk/chunk-columns.ts";

/** For each kind of object; beyond this many, shared objects are collected anew. */
const MAX_SHARED = 20_000;

/**
 * Parses lines of labels to objects that share equal parts. Without that, a hundred thousand combinations of an
 * annotation with five thousand values and one with twenty take four times the memory.
 */
export function createLabelsParser(): (line: string) => TraceLabels {
  const annotations = new Map<string, AnnotationFacts>();
  const users = new Map<string, UserFacts>();
  return (line) => {
    const labels = parseLabels(line);
    return {
      annotations: labels.annotations.map((each) => share(annotations, each)),
      users: labels.users.length === 0 ? NOBODY : labels.users.map((each) => share(users, each)),
    };
  };
}

const NOBODY: readonly UserFacts[] = [];

function share<Item>(shared: Map<string, Item>, item: Item): Item {
  const key = JSON.stringify(item);
  const known = shared.get(key);
  if (known !== undefined) return known;
  if (shared.size >= MAX_SHARED) shared.clear();
  shared.set(key, item);
  return item;
}
