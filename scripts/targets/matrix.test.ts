import { expect, test } from "vitest";
import { writeMatrix } from "./matrix.ts";
import type { TargetReport } from "./report.ts";

const report: TargetReport = {
  id: "ecs",
  title: "ECS Fargate",
  checks: [
    {
      depth: "mocked",
      title: "terraform test",
      standIns: [],
      outcome: { kind: "passed", detail: "7 runs" },
      durationMs: 1,
    },
    {
      depth: "emulated",
      title: "apply",
      standIns: [],
      outcome: { kind: "failed", message: "a | b\nc" },
      durationMs: 1,
    },
    {
      depth: "run",
      title: "the task",
      standIns: ["Docker for Fargate", "Postgres for RDS"],
      outcome: { kind: "skipped", reason: "no Docker" },
      durationMs: 1,
    },
  ],
};

test("a target has a line that says how far it was tried out, and never that it was on AWS", () => {
  const lines = writeMatrix([report], new Map()).split("\n");
  expect(lines).toContain("| ECS Fargate | mocked ✓ | emulated ✗ | skipped | never on AWS |");
});

test("each check tells its outcome in one line, and who stood in for what", () => {
  const page = writeMatrix([report], new Map());
  expect(page).toContain("| mocked | terraform test | ✓ 7 runs |  |");
  expect(page).toContain("| emulated | apply | ✗ a \\| b c |  |");
  expect(page).toContain("| run | the task | skipped: no Docker | Docker for Fargate; Postgres for RDS |");
});

test("what was left out of the emulation and what the emulator gets wrong is told", () => {
  const remarks = { withdrawn: ["autoscaling.tf"], drifts: { "aws_ecs_service.backend": ["a", "b"] } };
  const page = writeMatrix([report], new Map([["ecs", remarks]]));
  expect(page).toContain("* Not emulated, mocked only: `autoscaling.tf`.");
  expect(page).toContain("* The emulator drifts: `aws_ecs_service.backend`, a, b.");
});
