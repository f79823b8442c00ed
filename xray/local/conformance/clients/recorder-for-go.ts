import type { Client } from "../client.ts";
import { checkRecorder } from "../recording/check-recorder.ts";
import { buildGo, findGo } from "./go.ts";

export const recorderForGo: Client = {
  id: "recorder-go",
  name: "aws-xray-sdk-go",
  section: "recording",
  isExpectedInCi: true,
  find: (surroundings) => findGo(surroundings, "go", "aws-xray-sdk-go"),
  async run(run) {
    await checkRecorder(run, { command: await buildGo(run, "go", { name: "recorder" }), args: [] });
  },
};
