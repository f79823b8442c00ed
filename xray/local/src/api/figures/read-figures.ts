import { createAggregation } from "../../aggregate/aggregation.ts";
import type { FigureAnswer } from "../../console-wire/figures.ts";
import type { ApiContext } from "../context.ts";
import { scanRows, scanTraces } from "../scan-traces.ts";
import { parseFigureQuery } from "./figure-query.ts";

/** `GET /figures.json?query=<FigureQuery as JSON>`; see console-wire/figures.ts. */
export const FIGURES_PATH = "/figures.json";

type Surroundings = Pick<ApiContext, "store" | "filters" | "signal" | "nowMs">;

/**
 * Sums up all traces of the sets' ranges. Gives way to other requests in between, and rejects when the reader has hung
 * up. Throws InvalidRequestException for a query or filter that cannot be read.
 */
export async function readFigures(
  parameters: URLSearchParams,
  surroundings: Surroundings,
): Promise<FigureAnswer> {
  const query = parseFigureQuery(parameters.get("query"));
  const { filters, nowMs } = surroundings;
  const matches = query.sets.map(({ filter }) => filters.compile(filter));
  const aggregation = createAggregation(query, matches);
  for (const [set, { startSec, endSec }] of query.sets.entries()) {
    if ((query.of ?? "traces") === "traces") {
      await scanRows(surroundings, { startSec, endSec }, (rows) => aggregation.addRows(set, rows));
      continue;
    }
    await scanTraces(surroundings, { startSec, endSec }, (facts) => {
      aggregation.add(set, facts);
      return true;
    });
  }
  if (query.ever === true) {
    const endSec = Math.min(...query.sets.map(({ startSec }) => startSec));
    await scanTraces(surroundings, { startSec: -Infinity, endSec }, (facts) => {
      aggregation.addEarlier(facts);
      return true;
    });
  }
  const differences = aggregation.differences();
  return {
    nowSec: nowMs() / 1000,
    sets: aggregation.sets(),
    ...(differences && { differences }),
  };
}
