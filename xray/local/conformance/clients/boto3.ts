import { ApiError } from "../api-walk/api-client.ts";
import type { ApiClient } from "../api-walk/api-client.ts";
import { walkOperations } from "../api-walk/walk-operations.ts";
import type { Client } from "../client.ts";
import { startProgram } from "../program.ts";
import type { RunningProgram } from "../program.ts";
import { findPython, preparePython, pythonProgram } from "./python.ts";

/** What `boto3_bridge.py` prints for each request. */
interface BridgeAnswer {
  output?: unknown;
  error?: { code: string; message: string };
  /** An exception that is not an answer of the API. */
  broken?: string;
  /** Where the body on the wire differs from botocore's model. */
  differences: readonly string[];
}

export const boto3: Client = {
  id: "boto3",
  name: "boto3",
  section: "operations",
  isExpectedInCi: true,
  find: (surroundings) => findPython(surroundings, "boto3"),
  async run(run) {
    const python = await preparePython(run);
    const bridge = startProgram(python, ["-u", pythonProgram("boto3_bridge.py"), run.server.apiUrl], {
      env: run.env,
    });
    try {
      await walkOperations(run, toApiClient(bridge));
    } finally {
      await bridge.stop();
    }
  },
};

function toApiClient(bridge: RunningProgram): ApiClient {
  let asked = 0;
  async function ask(request: object): Promise<unknown> {
    asked += 1;
    bridge.stdin.write(`${JSON.stringify({ ...request, id: asked })}\n`);
    const [, text = ""] = await bridge.line(new RegExp(`^answer ${asked} (.*)`));
    const { output, error, broken, differences } = JSON.parse(text) as BridgeAnswer;
    if (differences.length > 0) throw new Error(`Not as botocore's model has it: ${differences.join("; ")}`);
    if (broken !== undefined) throw new Error(broken);
    if (error) throw new ApiError(error.code, error.message);
    return output;
  }
  return {
    call: (operation, input = {}) => ask({ operation, input }),
    callAllPages: (operation, input = {}) => ask({ operation, input, allPages: true }),
  };
}
