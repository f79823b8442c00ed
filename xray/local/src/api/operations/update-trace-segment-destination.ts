import { invalidRequest } from "../model/errors.ts";
import { defineOperation } from "../model/operation.ts";
import { oneOf, string, structure } from "../model/shape.ts";

/**
 * Stores the setting; segments stay here. Answers `PENDING` as AWS does, and `ACTIVE` from the next call on.
 *
 * On AWS, `CloudWatchLogs` sends segments to a log group instead. BatchGetTraces then no longer finds their traces (API
 * reference, BatchGetTraces), and only as many summaries exist as the indexing rule says, 1 % at first (CloudWatch User
 * Guide, "Enable transaction search"). Here all operations still find every trace, and retrieval finds it too: a local
 * X-Ray that hides 99 of 100 requests would be useless, and AWS does not say what becomes of graphs, groups and
 * insights. Code that retrieves such traces works with both.
 */
export const updateTraceSegmentDestination = defineOperation({
  name: "UpdateTraceSegmentDestination",
  path: "/UpdateTraceSegmentDestination",
  input: structure({
    Destination: oneOf("XRay", "CloudWatchLogs"),
    // Validated but not used: there is no log group here that a key could encrypt.
    CloudWatchLogsConfiguration: structure({ SpansLogGroupKmsKeyId: string() }),
  }),
  handle({ Destination }, { settings }) {
    if (Destination === undefined) throw invalidRequest("Destination is required");
    settings.account.setDestination(Destination);
    return { Destination, Status: "PENDING" };
  },
});
