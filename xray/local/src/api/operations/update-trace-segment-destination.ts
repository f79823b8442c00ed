import { invalidRequest } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { oneOf, string, structure } from "../shape.ts";

/** Kept and answered; segments stay here. `PENDING` as on AWS, and `ACTIVE` as soon as anybody asks. */
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
