import type { FigureExample, SetFigures } from "xray-local/console-wire/figures.ts";

/** A trace of each set, of the endpoint that is frequent in both; undefined where they have none in common. */
export function findExamples([a, b]: readonly [SetFigures, SetFigures]):
  | { endpoint: string; a: FigureExample; b: FigureExample }
  | undefined {
  const ofB = new Map(b.groups[0]?.groups.map((group) => [group.values[0], group] as const));
  let best: { endpoint: string; a: FigureExample; b: FigureExample; share: number } | undefined;
  for (const group of a.groups[0]?.groups ?? []) {
    const [endpoint = ""] = group.values;
    const other = ofB.get(endpoint);
    if (other === undefined) continue;
    const share = Math.min(group.count / Math.max(1, a.count), other.count / Math.max(1, b.count));
    if (best === undefined || share > best.share) {
      best = { endpoint, a: group.examples.usual, b: other.examples.usual, share };
    }
  }
  return best && { endpoint: best.endpoint, a: best.a, b: best.b };
}
