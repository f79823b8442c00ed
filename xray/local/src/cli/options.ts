import type { CommandOption } from "./command.ts";

/** Options that several commands have. */
export const HELP: CommandOption = { type: "boolean", short: "h", help: "shows this" };

export const URL_OPTION: CommandOption = {
  type: "string",
  value: "<address>",
  help: "of the running server; XRAY_LOCAL_URL, or the port XRAY_CONSOLE_PORT (2001) of 127.0.0.1, when it is not given",
};
