import { GetRetrievedTracesGraphCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { NOW_SEC } from "../testing/make-context.ts";
import { makeQuery, makeSegment } from "../testing/make-segment.ts";
import { serveClient } from "../testing/serve-client.ts";
import { getRetrievedTracesGraph } from "./get-retrieved-traces-graph.ts";

const served = serveClient();

it("GetRetrievedTracesGraph answers the services of the job's traces alone", async () => {
  const wanted = makeSegment({ subsegments: [makeQuery()] });
  const other = makeSegment({ name: "other" });
  await served.context.store.put([wanted, other].map((segment) => JSON.stringify(segment)));
  served.context.settings.retrievals.start({
    token: "token",
    traceIds: [wanted.trace_id],
    startSec: NOW_SEC - 600,
    endSec: NOW_SEC,
  });
  const answer = await served.client.send(new GetRetrievedTracesGraphCommand({ RetrievalToken: "token" }));
  expect(answer.RetrievalStatus).toBe("COMPLETE");
  const names = (answer.Services ?? []).map(({ Service }) => Service?.Name);
  expect(names).toContain("backend-flask");
  expect(names).toContain("cruddur@localhost");
  expect(names).not.toContain("other");
});

it("GetRetrievedTracesGraph answers 404 for an unknown token", async () => {
  await expect(
    getRetrievedTracesGraph.invoke({ RetrievalToken: "gone" }, served.context),
  ).rejects.toMatchObject({ code: "ResourceNotFoundException", members: { ResourceName: "gone" } });
});
