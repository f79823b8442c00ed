import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProgram, versionOf } from "../../../xray/local/conformance/program.ts";
import { preparePythonEnvironment } from "../../../xray/local/conformance/python-environment.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Emulator } from "./emulator.ts";

const requirements = fileURLToPath(new URL("requirements.txt", import.meta.url));

/** Starts moto, an emulator of AWS, empty, at a port that the system chooses on 127.0.0.1. Needs python3 with venv. */
export async function startMoto(surroundings: Surroundings): Promise<Emulator> {
  const { env } = surroundings;
  const python = await preparePythonEnvironment(surroundings, [{ path: requirements }]);
  const version = await versionOf(python, ["-c", "import moto; print(moto.__version__)"], env);
  const program = startProgram(join(dirname(python), "moto_server"), ["-H", "127.0.0.1", "-p", "0"], {
    env: { ...env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true", PYTHONUNBUFFERED: "1" },
  });
  const [, url = ""] = await program.line(/Running on (http:\S+)/);
  return { name: `moto ${version}`, url, close: () => program.stop() };
}
