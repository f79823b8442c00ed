import { fileURLToPath } from "node:url";
import type { Client } from "../client.ts";
import { checkRecorder } from "../recording/check-recorder.ts";
import type { RecorderLimits } from "../recording/recorder-limits.ts";
import { pinnedVersion } from "./pinned-version.ts";

const app = fileURLToPath(new URL("../programs/node/app.ts", import.meta.url));

/** aws-xray-sdk-core 3.12.0, middleware/sampling/service_connector.js: seconds are read as milliseconds. */
const limits: RecorderLimits = {
  quota: "the SDK takes the quota's end for a moment in 1970, so no quota is ever valid",
  newRule: "the SDK takes LastRuleModification for a moment in 1970, and asks for rules every 5 minutes",
};

export const recorderForNode: Client = {
  id: "recorder-node",
  name: "aws-xray-sdk-core (Node.js)",
  section: "recording",
  isExpectedInCi: true,
  async find() {
    return { version: `${pinnedVersion("aws-xray-sdk-core")}, Node.js ${process.versions.node}` };
  },
  run: (run) => checkRecorder(run, { command: process.execPath, args: [app], limits }),
};
