import { expect, test } from "vitest";
import { containersOf, toDockerArguments } from "./containers.ts";

test("a container is run as its definition says, with stand-ins for image and secrets alone", () => {
  const [container] = containersOf([
    {
      address: "aws_ecs_task_definition.backend",
      type: "aws_ecs_task_definition",
      values: {
        container_definitions: JSON.stringify([
          {
            name: "backend",
            image: "registry/backend@sha256:00",
            command: ["-o"],
            readonlyRootFilesystem: true,
            linuxParameters: { capabilities: { drop: ["ALL"] }, initProcessEnabled: true },
            stopTimeout: 30,
            environment: [{ name: "BACKEND_PORT", value: "5000" }],
            secrets: [{ name: "PGPASSWORD", valueFrom: "arn:x" }],
          },
        ]),
      },
    },
  ]);
  if (!container) throw new Error("no container");
  const given = { image: "backend:1", secrets: { PGPASSWORD: "word" }, environment: { EXTRA: "1" } };
  expect(toDockerArguments(container, given).join(" ")).toBe(
    "--read-only --init --cap-drop ALL --stop-timeout 30 --env BACKEND_PORT=5000 --env PGPASSWORD=word --env EXTRA=1 backend:1 -o",
  );
});

test("a task definition that is not there is told", () => {
  expect(() => containersOf([])).toThrow(/No task definition/);
});
