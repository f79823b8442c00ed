import type { Command, CommandOption, CommandOptions } from "./command.ts";

/** `xray-local --help`. */
export function toGeneralHelp(commands: readonly Command[], version: string): string {
  const names = commands.map(({ name, usage }) => `${name} ${usage}`.trim());
  const width = Math.max(...names.map(({ length }) => length));
  const lines = commands.map(({ summary }, at) => `  ${(names[at] ?? "").padEnd(width)}  ${summary}`);
  return `xray-local ${version}: AWS X-Ray on your machine. It takes what X-Ray SDKs, the X-Ray daemon and OpenTelemetry
send, answers the X-Ray API, and shows traces in a console of its own. It needs no AWS account.

  xray-local                 serves until Ctrl-C, and prints what to set for your app
  xray-local <command>       does one thing; xray-local <command> --help tells more

${lines.join("\n")}
`;
}

/** `xray-local <command> --help`. */
export function toCommandHelp({ name, summary, usage, details, options }: Command): string {
  return `${`xray-local ${name} ${usage}`.trim()}

${summary}

${details.trim()}

Options
${toOptionLines(options).join("\n")}
`;
}

function toOptionLines(options: CommandOptions): readonly string[] {
  const entries = Object.entries(options);
  const names = entries.map(([name, option]) => toOptionName(name, option));
  const width = Math.max(...names.map(({ length }) => length));
  return entries.map(([, { help }], at) => `  ${(names[at] ?? "").padEnd(width)}  ${help}`);
}

function toOptionName(name: string, { short, value }: CommandOption): string {
  const letter = short === undefined ? "    " : `-${short}, `;
  return `${letter}--${name}${value === undefined ? "" : ` ${value}`}`;
}
