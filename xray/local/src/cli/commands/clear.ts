import type { Command } from "../command.ts";
import { HELP, URL_OPTION } from "../options.ts";

const DETAILS = `
Deletes every trace of a running server, from its disk too, and asks before. It cannot be undone: \`xray-local export\` keeps
a copy. Groups, sampling rules and other settings stay, and so does what arrives meanwhile.

  xray-local clear
  xray-local clear --yes        in a script

Exit codes: 0 all are gone, 1 they are not, 2 nobody was there to be asked.
`;

export const clear: Command = {
  name: "clear",
  summary: "deletes all traces of a running server, and asks first",
  usage: "[options]",
  details: DETAILS,
  options: {
    yes: { type: "boolean", short: "y", help: "does not ask" },
    json: { type: "boolean", help: "prints how many there were as JSON" },
    url: URL_OPTION,
    help: HELP,
  },
  run: async (...args) => (await import("../run/run-clear.ts")).runClear(...args),
};
