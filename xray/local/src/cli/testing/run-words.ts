import { PassThrough } from "node:stream";
import { COMMANDS } from "../commands.ts";
import type { Command, CommandWorld } from "../command.ts";
import { runCommand } from "../run-command.ts";

export interface RunResult {
  exitCode: number;
  out: string;
  err: string;
}

export interface RunSurroundings {
  commands?: readonly Command[];
  env?: Readonly<Record<string, string>>;
  /** What a user types at a terminal; without it there is no terminal. */
  typed?: string;
  /** Called each time that standard output grows, with all of it. */
  onOutput?: (out: string) => void;
}

function readAll(stream: PassThrough): string {
  const next = (): Buffer | null => stream.read() as Buffer | null;
  let text = "";
  for (let chunk = next(); chunk !== null; chunk = next()) text += chunk.toString();
  return text;
}

/** Runs the words after `xray-local` in this process, and returns what was written. */
export async function runWords(
  words: readonly string[],
  { commands = COMMANDS, env = {}, typed, onOutput }: RunSurroundings = {},
): Promise<RunResult> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(typed);
  const world: CommandWorld = {
    env,
    stdin: Object.assign(stdin, { isTTY: typed !== undefined }),
    stdout,
    stderr,
  };
  let seen = "";
  if (onOutput) {
    stdout.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      onOutput(seen);
    });
  }
  const exitCode = await runCommand(commands, words, world, "1.2.3");
  return { exitCode, out: onOutput ? seen : readAll(stdout), err: readAll(stderr) };
}
