import { createAggregation } from "../../aggregate/aggregation.ts";
import type { Aggregation } from "../../aggregate/aggregation.ts";
import { FirstSeen } from "../../aggregate/first-seen.ts";
import type { FigureAnswer, FigureProgress, FigureQuery } from "../../console-wire/figures.ts";
import type { RowReader, TimeRange } from "../../store/trace-store.ts";
import type { ApiContext } from "../context.ts";
import { createScheduler } from "../scheduler.ts";
import { parseFigureQuery } from "./figure-query.ts";

/** `GET /figures.json?query=<FigureQuery as JSON>`; see console-wire/figures.ts. */
export const FIGURES_PATH = "/figures.json";

type Surroundings = Pick<ApiContext, "store" | "filters" | "signal" | "nowMs">;

/**
 * Sums up all traces of the sets' ranges. Gives way to other requests in between, and rejects when the reader has hung
 * up. Throws InvalidRequestException for a query or filter that cannot be read. `tell` is called in between with how far it is.
 */
export async function readFigures(
  parameters: URLSearchParams,
  surroundings: Surroundings,
  tell: (progress: FigureProgress) => void = () => undefined,
): Promise<FigureAnswer> {
  const query = parseFigureQuery(parameters.get("query"));
  const { store, filters, nowMs, signal } = surroundings;
  const matches = query.sets.map(({ filter }) => filters.compile(filter));
  signal.throwIfAborted();
  const aggregation = createAggregation(query, matches);
  const reader = store.openRows(aggregation.needs);
  try {
    const of = countTraces(query, store);
    const visit = createVisit(signal, (counted) => tell({ counted: Math.min(counted, of), of }));
    await scanSets(query, reader, aggregation, visit);
    const earlier = query.ever === true ? await readEarlier(query, reader, visit) : undefined;
    const differences = aggregation.differences();
    return {
      nowSec: nowMs() / 1000,
      sets: aggregation.sets(earlier),
      ...(differences && { differences }),
    };
  } finally {
    reader.close();
  }
}

type Visit = <Rows extends { count: number }>(
  all: Iterable<Rows>,
  look: (rows: Rows) => void,
) => Promise<void>;

/** Looks at all rows, giving way in between and telling how many it has looked at; rejects when the reader has hung up. */
function createVisit(signal: AbortSignal, tell: (counted: number) => void): Visit {
  const scheduler = createScheduler(signal);
  let counted = 0;
  return async (all, look) => {
    for (const rows of all) {
      look(rows);
      counted += rows.count;
      if (!scheduler.isDue()) continue;
      tell(counted);
      await scheduler.yield();
    }
  };
}

/** All that is looked at for a query. */
function countTraces({ sets, ever = false }: FigureQuery, store: Surroundings["store"]): number {
  const ranges = rangesOf(sets).map(({ range }) => range);
  const endSec = Math.min(...sets.map(({ startSec }) => startSec));
  const all = ever ? [...ranges, { startSec: -Infinity, endSec }] : ranges;
  return all.reduce((sum, range) => sum + store.count(range), 0);
}

async function scanSets(
  { of: subject = "traces", sets }: FigureQuery,
  reader: RowReader,
  aggregation: Aggregation,
  visit: Visit,
): Promise<void> {
  for (const { range, members } of rangesOf(sets)) {
    if (subject === "traces") {
      await visit(reader.scan(range), (rows) => {
        for (const set of members) aggregation.addTraces(set, rows);
      });
    } else {
      await visit(reader.scanActivity(subject, range), (rows) => {
        for (const set of members) aggregation.addActivity(set, rows);
      });
    }
  }
  for (const [set, places] of aggregation.choose().entries()) {
    await visit(reader.again(places), (rows) => aggregation.tell(set, rows));
  }
}

/** Sets of the same range are scanned together. */
function rangesOf(sets: FigureQuery["sets"]): { range: TimeRange; members: number[] }[] {
  const ranges: { range: TimeRange; members: number[] }[] = [];
  for (const [set, { startSec, endSec }] of sets.entries()) {
    const known = ranges.find(({ range }) => range.startSec === startSec && range.endSec === endSec);
    if (known === undefined) ranges.push({ range: { startSec, endSec }, members: [set] });
    else known.members.push(set);
  }
  return ranges;
}

/** When each exception that was thrown before all sets was first thrown. */
async function readEarlier({ sets }: FigureQuery, reader: RowReader, visit: Visit): Promise<FirstSeen> {
  const seen = new FirstSeen();
  const endSec = Math.min(...sets.map(({ startSec }) => startSec));
  const range = { startSec: -Infinity, endSec };
  await visit(reader.scanActivity("exceptions", range, "oldest first"), (rows) => seen.add(rows));
  return seen;
}
