import { GetTraceSegmentDestinationCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";

const served = serveClient();

it("GetTraceSegmentDestination answers XRay at first, then what was set", async () => {
  const ask = () => served.client.send(new GetTraceSegmentDestinationCommand({}));
  expect(await ask()).toMatchObject({ Destination: "XRay", Status: "ACTIVE" });
  served.context.settings.account.setDestination("CloudWatchLogs");
  expect(await ask()).toMatchObject({ Destination: "CloudWatchLogs", Status: "ACTIVE" });
});
