import { createTimeSeries } from "../../trace/graph/time-series.ts";
import { ROLLUP_SEC } from "../../trace/graph/trace-rollup.ts";
import { parseEntitySelector } from "../filters/entity-selector.ts";
import { invalidRequest } from "../model/errors.ts";
import { containsOldGroupVersions } from "../filters/groups.ts";
import { defineOperation } from "../model/operation.ts";
import { checkWindow, scanTraces } from "../scan-traces.ts";
import { boolean, integer, required, string, structure, timestamp } from "../model/shape.ts";

/** AWS names no default; its console draws one point per minute. */
const DEFAULT_PERIOD_SEC = 60;

/** Six hours, the longest window of the service graph, in steps of a second. */
const MAX_POINTS = 21_600;

/** Answers requests over time: those of the selected entities, or all that came from outside. One page. */
export const getTimeSeriesServiceStatistics = defineOperation({
  name: "GetTimeSeriesServiceStatistics",
  path: "/TimeSeriesServiceStatistics",
  input: structure({
    StartTime: required(timestamp()),
    EndTime: required(timestamp()),
    GroupName: string({ min: 1, max: 32 }),
    GroupARN: string({ min: 1, max: 400 }),
    EntitySelectorExpression: string({ min: 1, max: 500 }),
    Period: integer(),
    ForecastStatistics: boolean(),
    NextToken: string(),
  }),
  async handle(query, context) {
    const { StartTime, EndTime, EntitySelectorExpression, ForecastStatistics = false } = query;
    const { Period = DEFAULT_PERIOD_SEC } = query;
    checkWindow(StartTime, EndTime);
    if (Period < 1) throw invalidRequest("Period must be at least 1 second");
    if ((EndTime - StartTime) / Period > MAX_POINTS) {
      throw invalidRequest(`The time range holds more than ${MAX_POINTS} periods; ask for a longer Period`);
    }
    if (ForecastStatistics && EntitySelectorExpression === undefined) {
      throw invalidRequest("ForecastStatistics needs an EntitySelectorExpression");
    }
    const { group, filter } = context.filters.ofGroup(query);
    const series = createTimeSeries({
      startSec: StartTime,
      endSec: EndTime,
      periodSec: Period,
      forecast: ForecastStatistics,
      ...(EntitySelectorExpression === undefined
        ? {}
        : { selector: parseEntitySelector(EntitySelectorExpression) }),
    });
    const addEach = (slot: { startSec: number; endSec: number }): Promise<void> =>
      scanTraces(context, slot, (facts) => {
        if (!filter || filter.matches(facts)) series.add(facts);
        return true;
      });
    const range = { startSec: StartTime, endSec: EndTime };
    if (Period % ROLLUP_SEC === 0) {
      for await (const { slot, rollup } of context.graphs.rollups({ ...range, filter }, context.signal)) {
        if (!rollup || !series.addRollup(rollup)) await addEach(slot);
      }
    } else await addEach(range);
    return {
      TimeSeriesServiceStatistics: series.points(),
      ContainsOldGroupVersions: containsOldGroupVersions(group, StartTime),
    };
  },
});
