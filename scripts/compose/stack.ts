import { execFile, spawn } from "node:child_process";
import type { ExecFileException } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Away from the usual ports, so that the tests run beside a running product. */
export const ports = { BACKEND_PORT: "26000", FRONTEND_PORT: "26001", XRAY_CONSOLE_PORT: "26002" } as const;

export interface Output {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end; never throws because of its exit status. */
export function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Output> {
  return new Promise((resolve) => {
    const options = { cwd: root, env, maxBuffer: 1 << 30, timeout: 600_000 };
    execFile(program, args, options, (error: ExecFileException | null, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) || 1 : 0, stdout, stderr });
    });
  });
}

/** Like `run`, but throws what was printed when the exit status is not 0. */
export async function must(
  program: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, env);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** Runs a program until it has printed `words`, then ends it; throws what it printed when it ends by itself. */
function runUntil(
  words: RegExp,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 300_000,
    });
    let printed = "";
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      if (words.test(printed)) child.kill("SIGINT");
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("error", reject);
    child.once("close", () => (words.test(printed) ? resolve() : reject(new Error(printed))));
  });
}

/** The stack in one of its two modes, under a name of its own. */
export function makeStack(
  project: string,
  mode: "local" | "aws",
  variables: Readonly<Record<string, string>> = {},
) {
  const envFile = mode === "local" ? ["--env-file", "xray/daemon/local.env"] : [];
  const base = ["compose", ...envFile, "-p", project, "-f", "docker-compose.dev.yml"];
  const env = withoutVault({ ...ports, ...variables });
  return {
    compose: (...args: string[]) => must("docker", [...base, ...args], env),
    tryCompose: (...args: string[]) => run("docker", [...base, ...args], env),
    composeUntil: (words: RegExp, ...args: string[]) => runUntil(words, "docker", [...base, ...args], env),
    container: async (service: string) => (await must("docker", [...base, "ps", "-aq", service], env)).trim(),
    down: () => run("docker", [...base, "down", "--volumes", "--remove-orphans", "--timeout", "5"], env),
  };
}

/** The environment of a shell that aws-vault did not start, with some variables of its own. */
export function withoutVault(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("AWS_") && name !== "COMPOSE_PROFILES",
  );
  return { ...Object.fromEntries(others), ...variables };
}

/** Repeats the question until the answer satisfies, for `timeoutMs` at most; then throws the last answer. */
export async function eventually<T>(
  ask: () => Promise<T>,
  satisfies: (answer: T) => boolean,
  timeoutMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > deadline)
      throw new Error(`Not within ${timeoutMs / 1000} s. Last: ${JSON.stringify(answer).slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
