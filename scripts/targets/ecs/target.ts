import { startMoto } from "../emulators/moto.ts";
import type { Target } from "../target.ts";
import { pushImage } from "./push-image.ts";
import { runTask } from "./run-task.ts";

export const ecs: Target = {
  id: "ecs",
  title: "ECS Fargate",
  variables: { image_tag: "1", session_has_mfa: true, keeps_database: false },
  emulation: {
    start: startMoto,
    withdrawn: ["autoscaling.tf"],
    drifts: {
      "aws_ecs_service.backend": ["availability_zone_rebalancing", "health_check_grace_period_seconds"],
    },
    async prepare(emulated) {
      await emulated.workspace.run(
        "apply",
        "-auto-approve",
        "-target=module.image_repository",
        ...emulated.variables,
      );
      await pushImage(emulated.emulator, "cruddur/backend", "1");
    },
  },
  runs: [runTask],
};
