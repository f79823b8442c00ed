/** So many of them, those that began last. */
export function newestOf<Trace extends { summary: { StartTime: number } }>(
  traces: ReadonlyMap<string, Trace>,
  count: number,
): ReadonlyMap<string, Trace> {
  const byAge = [...traces].toSorted(([, a], [, b]) => b.summary.StartTime - a.summary.StartTime);
  return new Map(byAge.slice(0, count));
}
