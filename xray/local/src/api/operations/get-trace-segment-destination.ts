import { defineOperation } from "../model/operation.ts";
import { structure } from "../model/shape.ts";

export const getTraceSegmentDestination = defineOperation({
  name: "GetTraceSegmentDestination",
  path: "/GetTraceSegmentDestination",
  input: structure({}),
  handle(_, { settings }) {
    return { Destination: settings.account.destination(), Status: "ACTIVE" };
  },
});
