/** How often each edge has shown an arrival: a dot travels it anew with each count. */
export type Arrivals = ReadonlyMap<string, number>;

/** At most so many dots at a time: the map is to stay calm under load. */
const MOST_DOTS = 8;

interface Counted {
  key: string;
  total: number;
}

/** Edges that carry more than before show an arrival, the busiest first. A first look shows none. */
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
