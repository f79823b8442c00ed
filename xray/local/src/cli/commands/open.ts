import type { Command } from "../command.ts";
import { HELP } from "../options.ts";

const DETAILS = `
Shows a file of traces in the console, on free ports, until Ctrl-C; nothing is kept. The file has segment documents, one
a line, the output of \`aws xray batch-get-traces\`, or OTLP JSON.

  xray-local open failures.ndjson
  aws xray batch-get-traces --trace-ids 1-… > trace.json && xray-local open trace.json
`;

export const open: Command = {
  name: "open",
  summary: "shows a file of traces in the console",
  usage: "<file>",
  details: DETAILS,
  options: {
    port: {
      type: "string",
      short: "p",
      value: "<port>",
      help: "of the console; a free one when it is not given",
    },
    "no-browser": { type: "boolean", help: "prints the address and opens no browser" },
    help: HELP,
  },
  run: async (...args) => (await import("../run/run-open.ts")).runOpen(...args),
};
