import type { Run } from "../client.ts";
import { startProgram } from "../program.ts";
import { connectToApp, DYNAMIC_NAMES, SERVICE_NAME } from "./app.ts";
import { checkSampling, makeRules } from "./check-sampling.ts";
import { checkSegments } from "./check-segments.ts";
import type { RecorderLimits } from "./recorder-limits.ts";

interface Recorder {
  command: string;
  args: readonly string[];
  limits?: RecorderLimits;
  /** Where the app sends; the server itself unless said otherwise. */
  daemonAddress?: string;
  env?: NodeJS.ProcessEnv;
}

/** Starts an app that is traced by an SDK and holds what arrives of it against what was asked of it. */
export async function checkRecorder(run: Run, recorder: Recorder): Promise<void> {
  await makeRules(run.observer);
  const program = startProgram(recorder.command, recorder.args, {
    env: {
      ...run.env,
      AWS_XRAY_DAEMON_ADDRESS: recorder.daemonAddress ?? run.server.daemonAddress,
      AWS_XRAY_URL: DYNAMIC_NAMES,
      SERVICE_NAME,
      ...recorder.env,
    },
  });
  try {
    const app = await connectToApp(program);
    const limits = recorder.limits ?? {};
    await checkSegments(run, app, limits);
    await checkSampling(run, app, limits);
  } finally {
    await program.stop();
  }
}
