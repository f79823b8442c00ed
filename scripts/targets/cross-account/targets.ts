import type { Target } from "../target.ts";

export const central: Target = {
  id: "cross-account/central",
  title: "Cross-account: central",
  variables: {
    session_has_mfa: true,
    source_accounts: '["222233334444"]',
    daemon_role_arns: '["arn:aws:iam::222233334444:role/cruddur-task"]',
  },
  // Sinks and links are in no emulator: planned only.
  runs: [],
};

export const source: Target = {
  id: "cross-account/source",
  title: "Cross-account: source",
  variables: {
    session_has_mfa: true,
    sink_arn: "arn:aws:oam:us-east-1:111122223333:sink/0e4a0f3c",
    central_role_arn: "arn:aws:iam::111122223333:role/cruddur-central-xray",
  },
  runs: [],
};
