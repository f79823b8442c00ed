import { containsOldGroupVersions } from "../filters/groups.ts";
import { defineOperation } from "../model/operation.ts";
import { checkWindow } from "../scan-traces.ts";
import { required, string, structure, timestamp } from "../model/shape.ts";

const MAX_HOURS = 6;

/**
 * Answers the services of the traces that began in the range, or those of a group, and the calls between them. One
 * page. `LeftOut`, which AWS does not have, is set when the graph does not cover all of them.
 */
export const getServiceGraph = defineOperation({
  name: "GetServiceGraph",
  path: "/ServiceGraph",
  input: structure({
    StartTime: required(timestamp()),
    EndTime: required(timestamp()),
    GroupName: string({ min: 1, max: 32 }),
    GroupARN: string({ min: 1, max: 400 }),
    NextToken: string(),
  }),
  async handle(query, context) {
    const { StartTime, EndTime } = query;
    checkWindow(StartTime, EndTime, MAX_HOURS);
    const { group, filter } = context.filters.ofGroup(query);
    const range = { startSec: StartTime, endSec: EndTime };
    const graph = await context.graphs.graph({ ...range, filter }, context.signal);
    const { tracesLeftOut, hasMoreServices } = graph;
    return {
      StartTime,
      EndTime,
      Services: graph.services,
      ...((tracesLeftOut > 0 || hasMoreServices) && {
        LeftOut: { Traces: tracesLeftOut, MoreServices: hasMoreServices },
      }),
      ContainsOldGroupVersions: containsOldGroupVersions(group, StartTime),
    };
  },
});
