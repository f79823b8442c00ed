import { invalidRequest } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { oneOf, structure } from "../shape.ts";

/** Kept and answered; segments stay here. `PENDING` as on AWS, and `ACTIVE` as soon as anybody asks. */
export const updateTraceSegmentDestination = defineOperation({
  name: "UpdateTraceSegmentDestination",
  path: "/UpdateTraceSegmentDestination",
  input: structure({ Destination: oneOf("XRay", "CloudWatchLogs") }),
  handle({ Destination }, { settings }) {
    if (Destination === undefined) throw invalidRequest("Destination is required");
    settings.account.setDestination(Destination);
    return { Destination, Status: "PENDING" };
  },
});
