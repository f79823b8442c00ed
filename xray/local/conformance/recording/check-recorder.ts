import type { Run } from "../client.ts";
import { startProgram } from "../program.ts";
import { connectToApp, DYNAMIC_NAMES, SERVICE_NAME } from "./app.ts";
import { checkCalls } from "./check-calls.ts";
import type { Callee } from "./check-calls.ts";
import { checkSampling, makeRules } from "./check-sampling.ts";
import { checkSegments } from "./check-segments.ts";
import type { RecorderLimits } from "./recorder-limits.ts";
import { startStandIn } from "./stand-in.ts";

interface Recorder {
  command: string;
  args: readonly string[];
  limits?: RecorderLimits;
  /** Where the app sends; by default to the server itself. */
  daemonAddress?: string;
  env?: NodeJS.ProcessEnv;
  /** What the app calls below `/calls/`; by default nothing. */
  calls?: readonly Callee[];
  /** False for an app that records everything that its caller did not exclude. */
  asksForRules?: boolean;
}

/** Starts an app that an SDK traces, and compares what arrives with the requests to it. */
export async function checkRecorder(run: Run, recorder: Recorder): Promise<void> {
  const { limits = {}, calls = [], asksForRules = true } = recorder;
  if (asksForRules) await makeRules(run.observer);
  const standIn = await startStandIn();
  const program = startProgram(recorder.command, recorder.args, {
    env: {
      ...run.env,
      AWS_XRAY_DAEMON_ADDRESS: recorder.daemonAddress ?? run.server.daemonAddress,
      AWS_XRAY_URL: DYNAMIC_NAMES,
      SERVICE_NAME,
      STAND_IN_URL: standIn.url,
      ...recorder.env,
    },
  });
  try {
    const app = await connectToApp(program);
    await checkSegments(run, app, limits);
    if (calls.length > 0) await checkCalls(run, app, calls);
    if (asksForRules) await checkSampling(run, app, limits);
  } finally {
    await program.stop();
    await standIn.close();
  }
}
