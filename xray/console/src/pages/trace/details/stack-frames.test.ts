import { expect, test } from "vitest";
import { stackGroups } from "./stack-frames.ts";

test("stackGroups shows own frames and folds those of libraries and the runtime", () => {
  const groups = stackGroups([
    { path: "/app/node_modules/pg/lib/client.js", line: 545, label: "Client.query" },
    { path: "/app/src/activities-repository.ts", line: 88, label: "insertReply" },
    { path: "/app/node_modules/@scope/lib/index.js", line: 1, label: "run" },
    { path: "node:internal/process/task_queues", line: 105, label: "tick" },
    { path: "node", line: null, label: "afterConnect" },
    { path: "/usr/lib/python3/site-packages/flask/app.py", line: 9, label: "wsgi" },
  ]);
  expect(groups.map((group) => (group.kind === "own" ? group.place : group.words))).toEqual([
    "1 frame of pg",
    "activities-repository.ts:88",
    "4 frames of @scope/lib, node and flask",
  ]);
});

test("stackGroups of nothing are none", () => {
  expect(stackGroups([])).toEqual([]);
});
