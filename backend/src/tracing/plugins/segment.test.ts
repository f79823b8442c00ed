import { hostname } from "node:os";
import { pino } from "pino";
import { expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { makeDaemon } from "../../testing/daemon.ts";
import { listen } from "../../testing/listen.ts";
import { createXrayTracing } from "../xray-tracing.ts";

const logger = pino({ level: "silent" });
const TASK = {
  DockerId: "ea32192c8553",
  ContainerARN: "arn:aws:ecs:us-east-1:111122223333:container/1",
  LogOptions: { "awslogs-group": "/ecs/cruddur", "awslogs-region": "us-east-1" },
};

test("segments of a task of ECS tell origin, container and log group", async () => {
  const metadata = await listen((_request, response) => response.end(JSON.stringify(TASK)));
  const daemon = await makeDaemon();
  const platform = { ec2MetadataUrl: "", ecsMetadataUrl: metadata.url, eksClusterName: undefined };
  const tracing = await createXrayTracing(
    { daemon: daemon.address, dynamicNaming: undefined, resource: { plugins: ["ecs"], platform } },
    logger,
  );
  const server = await listen(
    createApp({
      database: { query: async () => [] },
      tracing,
      identify: () => ({ handle: "andrewbrown" }),
      logger,
      frontendOrigin: "http://localhost:3000",
    }),
  );
  try {
    await (await fetch(`${server.url}/api/activities/home`)).text();
    await daemon.drain();
    expect(daemon.documents[0]).toMatchObject({
      name: "backend-flask",
      origin: "AWS::ECS::Container",
      aws: {
        xray: { rule_name: "Default" },
        ecs: { container: hostname(), container_id: TASK.DockerId, container_arn: TASK.ContainerARN },
        cloudwatch_logs: [
          { log_group: "/ecs/cruddur", arn: "arn:aws:logs:us-east-1:111122223333:log-group:/ecs/cruddur" },
        ],
      },
    });
  } finally {
    await server.close();
    await tracing.close();
    await daemon.close();
    await metadata.close();
  }
});
