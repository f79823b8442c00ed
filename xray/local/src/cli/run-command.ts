import { nearestWord } from "../filter/parse/nearest-word.ts";
import { CommandError, EXIT } from "./command.ts";
import type { Command, CommandWorld } from "./command.ts";
import { toCommandHelp, toGeneralHelp } from "./help.ts";
import { isGiven, parseInput } from "./parse-input.ts";
import { isSystemError, toSystemErrorText } from "./system-error.ts";

/**
 * Runs the command that the words name (without one, `serve`), and resolves with the exit code. Writes a problem that
 * the caller can solve in one line to standard error; throws any other error.
 */
export async function runCommand(
  commands: readonly Command[],
  words: readonly string[],
  world: CommandWorld,
  version: string,
): Promise<number> {
  try {
    const [first = ""] = words;
    if (first === "--version" || first === "-v") return say(world, version);
    if (first === "--help" || first === "-h" || first === "help")
      return help(commands, words[1], world, version);
    const isNamed = first !== "" && !first.startsWith("-");
    const command = find(commands, isNamed ? first : "serve");
    const input = parseInput(command, isNamed ? words.slice(1) : words);
    if (isGiven(input, "help")) return say(world, toCommandHelp(command));
    return await command.run(input, world);
  } catch (error) {
    const known = toCommandError(error);
    if (known === undefined) throw error;
    world.stderr.write(`${known.message}\n`);
    return known.exitCode;
  }
}

/** The caller can solve what the system refuses (no such file, no space) too. */
function toCommandError(error: unknown): CommandError | undefined {
  if (error instanceof CommandError) return error;
  return isSystemError(error) ? new CommandError(toSystemErrorText(error)) : undefined;
}

function help(
  commands: readonly Command[],
  name: string | undefined,
  world: CommandWorld,
  version: string,
): number {
  return say(
    world,
    name === undefined ? toGeneralHelp(commands, version) : toCommandHelp(find(commands, name)),
  );
}

function find(commands: readonly Command[], name: string): Command {
  const command = commands.find((each) => each.name === name);
  if (command) return command;
  const nearest = nearestWord(
    name,
    commands.map((each) => each.name),
  );
  const hint = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  throw new CommandError(`There is no command ${name}.${hint} See: xray-local --help`, EXIT.usage);
}

function say(world: CommandWorld, text: string): number {
  world.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  return EXIT.ok;
}
