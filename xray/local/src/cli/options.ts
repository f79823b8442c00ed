import type { CommandOption } from "./command.ts";

/** Options that several commands have. */
export const HELP: CommandOption = { type: "boolean", short: "h", help: "shows this" };

export const URL_OPTION: CommandOption = {
  type: "string",
  value: "<address>",
  help: "of the running server; XRAY_LOCAL_URL, or http://127.0.0.1:2001, when it is not given",
};
