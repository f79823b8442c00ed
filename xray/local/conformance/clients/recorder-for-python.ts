import type { Client } from "../client.ts";
import { checkRecorder } from "../recording/check-recorder.ts";
import { findPython, preparePython, pythonProgram } from "./python.ts";

export const recorderForPython: Client = {
  id: "recorder-python",
  name: "aws-xray-sdk (Python, Flask)",
  section: "recording",
  isExpectedInCi: true,
  find: (surroundings) => findPython(surroundings, "aws-xray-sdk"),
  async run(run) {
    const python = await preparePython(run);
    await checkRecorder(run, { command: python, args: ["-u", pythonProgram("flask_app.py")] });
  },
};
