import type { ParseArgsConfig } from "node:util";

/** An option of a command, as `node:util` parses it, with what `--help` says of it. */
export interface CommandOption {
  type: "string" | "boolean";
  short?: string;
  multiple?: boolean;
  /** What stands for the value in the help: `<port>`. */
  value?: string;
  help: string;
}

export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** What was written behind the command's name. */
export interface CommandInput {
  values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  positionals: readonly string[];
  /** What follows `--`: the command that `run` starts. */
  rest: readonly string[];
}

/** What a command may use of the world around it, so that tests can give it another. */
export interface CommandWorld {
  env: Readonly<Record<string, string | undefined>>;
  stdout: NodeJS.WritableStream & { isTTY?: boolean };
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
}

/** One command of `xray-local`. */
export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What follows `xray-local <name>`: `[filter]`. */
  usage: string;
  /** What it does, examples and exit codes, for `xray-local <name> --help`. */
  details: string;
  options: CommandOptions;
  /** Resolves with the exit code. Throws `CommandError` for what the person who called it can mend. */
  run(input: CommandInput, world: CommandWorld): Promise<number>;
}

/** 0 done, 1 what was asked failed, 2 the command was not understood. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** What went wrong, in words for whoever called the command; no stack is shown. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** As `parseArgs` of `node:util` wants them. */
export function toParseArgsOptions(options: CommandOptions): NonNullable<ParseArgsConfig["options"]> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short === undefined ? {} : { short }), ...(multiple === true ? { multiple } : {}) },
    ]),
  );
}
