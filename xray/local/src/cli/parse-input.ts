import { parseArgs } from "node:util";
import { nearestWord } from "../filter/parse/nearest-word.ts";
import { CommandError, EXIT, toParseArgsOptions } from "./command.ts";
import type { Command, CommandInput } from "./command.ts";

/**
 * Parses the words after the name of a command; leaves the words after `--` as they are. Throws `CommandError` (exit
 * code 2) that names the unknown option and the nearest known one.
 */
export function parseInput(command: Command, words: readonly string[]): CommandInput {
  const end = words.indexOf("--");
  const args = end < 0 ? [...words] : words.slice(0, end);
  const rest = end < 0 ? [] : words.slice(end + 1);
  refuseUnknownOptions(command, args);
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: toParseArgsOptions(command.options),
    });
    return { values: { ...values }, positionals, rest };
  } catch (error) {
    const message = error instanceof Error ? error.message.split(". To specify", 1)[0] : String(error);
    throw new CommandError(`${message}. ${toHelpHint(command)}`, EXIT.usage);
  }
}

/** Checked first, because `parseArgs` does not suggest what was meant. */
function refuseUnknownOptions(command: Command, args: readonly string[]): void {
  const names = Object.keys(command.options);
  for (const word of args) {
    const name = /^--([^=]+)/.exec(word)?.[1];
    if (name === undefined || names.includes(name)) continue;
    const nearest = nearestWord(name, names);
    const hint = nearest === undefined ? "" : ` Did you mean --${nearest}?`;
    throw new CommandError(`There is no option --${name}.${hint} ${toHelpHint(command)}`, EXIT.usage);
  }
}

function toHelpHint({ name }: Command): string {
  return `See: xray-local ${name} --help`;
}

/** The value of an option that is text; undefined when it was not given. */
export function textOf(input: CommandInput, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === "string" ? value : undefined;
}

export function isGiven(input: CommandInput, name: string): boolean {
  return input.values[name] === true;
}
