import type { ParseArgsConfig } from "node:util";

/** An option of a command, for `parseArgs` of `node:util`, with its text in `--help`. */
export interface CommandOption {
  type: "string" | "boolean";
  short?: string;
  multiple?: boolean;
  /** The placeholder of its value in the help: `<port>`. */
  value?: string;
  help: string;
}

export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** The words after the command's name. */
export interface CommandInput {
  values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  positionals: readonly string[];
  /** The words after `--`: the command that `run` starts. */
  rest: readonly string[];
}

/** The world around a command, which tests replace. */
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
  /** The words after `xray-local <name>`: `[filter]`. */
  usage: string;
  /** What it does, with examples and exit codes, for `xray-local <name> --help`. */
  details: string;
  options: CommandOptions;
  /** Resolves with the exit code. Throws `CommandError` for a problem that the caller can solve. */
  run(input: CommandInput, world: CommandWorld): Promise<number>;
}

/** 0: done, 1: what was asked for failed, 2: the command was not understood. */
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

/** The options in the form of `parseArgs` of `node:util`. */
export function toParseArgsOptions(options: CommandOptions): NonNullable<ParseArgsConfig["options"]> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short === undefined ? {} : { short }), ...(multiple === true ? { multiple } : {}) },
    ]),
  );
}
