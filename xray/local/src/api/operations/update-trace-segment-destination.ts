import { invalidRequest } from "../model/errors.ts";
import { defineOperation } from "../model/operation.ts";
import { oneOf, string, structure } from "../model/shape.ts";

/**
 * Keeps the setting; segments stay here. Answers `PENDING` as AWS does, and `ACTIVE` from the next call on.
 *
 * On AWS, `CloudWatchLogs` sends segments to a log group instead: BatchGetTraces no longer finds their traces (API
 * reference, BatchGetTraces), and of the summaries there are as many as the indexing rule says, 1 % at first (CloudWatch
 * User Guide, "Enable transaction search"). Here every trace stays with all operations, and retrieval finds it besides:
 * a local X-Ray that hides 99 of 100 requests would be of no use, and AWS does not say what becomes of graphs, groups
 * and insights. Code that reads such traces should retrieve them, which works in both.
 */
export const updateTraceSegmentDestination = defineOperation({
  name: "UpdateTraceSegmentDestination",
  path: "/UpdateTraceSegmentDestination",
  input: structure({
    Destination: oneOf("XRay", "CloudWatchLogs"),
    // Checked and otherwise without effect: there is no log group here that a key could encrypt.
    CloudWatchLogsConfiguration: structure({ SpansLogGroupKmsKeyId: string() }),
  }),
  handle({ Destination }, { settings }) {
    if (Destination === undefined) throw invalidRequest("Destination is required");
    settings.account.setDestination(Destination);
    return { Destination, Status: "PENDING" };
  },
});
