import { invalidRequest, resourceNotFound } from "../model/errors.ts";
import { defineOperation } from "../model/operation.ts";
import { list, required, string, structure, timestamp } from "../model/shape.ts";

/**
 * Starts to retrieve traces that Transaction Search stores in a log group. That group exists once the destination is
 * CloudWatchLogs. Before, the answer is ResourceNotFoundException: no other resource of the model can be meant.
 */
export const startTraceRetrieval = defineOperation({
  name: "StartTraceRetrieval",
  path: "/StartTraceRetrieval",
  input: structure({
    TraceIds: required(list(string({ min: 1, max: 35 }), { max: 100 })),
    StartTime: required(timestamp()),
    EndTime: required(timestamp()),
  }),
  handle({ TraceIds, StartTime, EndTime }, context) {
    if (EndTime < StartTime) throw invalidRequest("EndTime cannot be before StartTime");
    if (context.settings.account.destination() !== "CloudWatchLogs") {
      const remedy = "Set the trace segment destination to CloudWatchLogs, or use BatchGetTraces";
      throw resourceNotFound(`Transaction Search is off. ${remedy}`, "aws/spans");
    }
    const token = context.newId();
    const traceIds = [...new Set(TraceIds)];
    context.settings.retrievals.start({ token, traceIds, startSec: StartTime, endSec: EndTime });
    return { RetrievalToken: token };
  },
});
