import { CancelTraceRetrievalCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { useClient } from "../testing/use-client.ts";

const used = useClient();

it("CancelTraceRetrieval cancels a job and answers 404 for an unknown one", async () => {
  const { retrievals } = used.context.settings;
  retrievals.start({ token: "token", traceIds: [], startSec: 1, endSec: 2 });
  await used.client.send(new CancelTraceRetrievalCommand({ RetrievalToken: "token" }));
  expect(retrievals.find("token")?.status).toBe("CANCELLED");
  await expect(
    used.client.send(new CancelTraceRetrievalCommand({ RetrievalToken: "gone" })),
  ).rejects.toMatchObject({ name: "ResourceNotFoundException", $metadata: { httpStatusCode: 404 } });
});
