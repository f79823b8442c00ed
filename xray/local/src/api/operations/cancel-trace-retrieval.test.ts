import { CancelTraceRetrievalCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";

const served = serveClient();

it("CancelTraceRetrieval cancels a job and answers 404 for an unknown one", async () => {
  const { retrievals } = served.context.settings;
  retrievals.start({ token: "token", traceIds: [], startSec: 1, endSec: 2 });
  await served.client.send(new CancelTraceRetrievalCommand({ RetrievalToken: "token" }));
  expect(retrievals.find("token")?.status).toBe("CANCELLED");
  await expect(
    served.client.send(new CancelTraceRetrievalCommand({ RetrievalToken: "gone" })),
  ).rejects.toMatchObject({ name: "ResourceNotFoundException", $metadata: { httpStatusCode: 404 } });
});
