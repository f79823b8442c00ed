import {
  GetTraceSegmentDestinationCommand,
  UpdateTraceSegmentDestinationCommand,
} from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { updateTraceSegmentDestination } from "./update-trace-segment-destination.ts";

describe("UpdateTraceSegmentDestination", () => {
  const served = serveClient();

  it("answers PENDING and is ACTIVE at the next question", async () => {
    const answer = await served.client.send(
      new UpdateTraceSegmentDestinationCommand({ Destination: "CloudWatchLogs" }),
    );
    expect(answer).toMatchObject({ Destination: "CloudWatchLogs", Status: "PENDING" });
    expect(await served.client.send(new GetTraceSegmentDestinationCommand({}))).toMatchObject({
      Destination: "CloudWatchLogs",
      Status: "ACTIVE",
    });
  });

  it.each([
    [{ Destination: "XRay" }, "The destination is already set to XRay"],
    [{}, "Destination is required"],
    [{ Destination: "S3" }, "enum value set: [XRay, CloudWatchLogs]"],
  ])("rejects %j", async (input, message) => {
    await expect(updateTraceSegmentDestination.invoke(input, served.context)).rejects.toMatchObject({
      code: "InvalidRequestException",
      message: expect.stringContaining(message),
    });
  });
});
