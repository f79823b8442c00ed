import { callEmulator } from "../emulators/call.ts";
import { startMotoWithLocalXray } from "../emulators/with-local-xray.ts";
import type { Target } from "../target.ts";

export const observability: Target = {
  id: "observability",
  title: "Observability",
  variables: {
    session_has_mfa: true,
    keeps_trail: false,
    load_balancer: "app/cruddur/0123456789abcdef",
    target_group: "targetgroup/cruddur-backend/0123456789abcdef",
    alarm_email: "team@cruddur.example",
    canaries: '["cruddur-heartbeat"]',
  },
  emulation: {
    start: startMotoWithLocalXray,
    withdrawn: ["composite.tf", "queries.tf", "trail.tf"],
    drifts: {},
    // The app's own resources, which exist before they are watched.
    prepare: ({ emulator }) =>
      callEmulator(
        emulator,
        { service: "logs", target: "Logs_20140328.CreateLogGroup" },
        { logGroupName: "/ecs/cruddur" },
      ),
  },
  runs: [],
};
