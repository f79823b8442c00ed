import { GetTraceSegmentDestinationCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { useClient } from "../testing/use-client.ts";

const used = useClient();

it("GetTraceSegmentDestination answers XRay at first, then what was set", async () => {
  const ask = () => used.client.send(new GetTraceSegmentDestinationCommand({}));
  expect(await ask()).toMatchObject({ Destination: "XRay", Status: "ACTIVE" });
  used.context.settings.account.setDestination("CloudWatchLogs");
  expect(await ask()).toMatchObject({ Destination: "CloudWatchLogs", Status: "ACTIVE" });
});
