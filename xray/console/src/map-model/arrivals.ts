/** How many arrivals each edge has shown: a dot travels along it each time the count grows. */
export type Arrivals = ReadonlyMap<string, number>;

/** Dots at a time: the map stays calm under load. */
const MOST_DOTS = 8;

interface Counted {
  key: string;
  total: number;
}

/** Counts an arrival on the edges that carry more than before, the busiest first. The first graph shows none. */
export function advanceArrivals(
  arrivals: Arrivals,
  before: readonly Counted[],
  after: readonly Counted[],
): Arrivals {
  const totals = new Map(before.map((edge) => [edge.key, edge.total]));
  const grown = after
    .map((edge) => ({ key: edge.key, by: edge.total - (totals.get(edge.key) ?? edge.total) }))
    .filter((edge) => edge.by > 0)
    .toSorted((a, b) => b.by - a.by)
    .slice(0, MOST_DOTS);
  if (grown.length === 0) return arrivals;
  const advanced = new Map(arrivals);
  for (const { key } of grown) advanced.set(key, (advanced.get(key) ?? 0) + 1);
  return advanced;
}
