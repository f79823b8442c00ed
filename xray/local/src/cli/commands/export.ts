import type { Command } from "../command.ts";
import { HELP, URL_OPTION } from "../options.ts";

const DETAILS = `
Segment documents as they were received, one a line, of the traces that start in a range and match a filter; all of
them when nothing is said. Without a file they go to standard output.

  xray-local export traces.ndjson
  xray-local export --filter 'service("api") { fault }' > faults.ndjson
`;

export const exportCommand: Command = {
  name: "export",
  summary: "writes traces of a running server to a file",
  usage: "[file]",
  details: DETAILS,
  options: {
    filter: { type: "string", value: "<expression>", help: "only traces that match" },
    start: {
      type: "string",
      value: "<seconds>",
      help: "epoch seconds: only traces that start then or later",
    },
    end: { type: "string", value: "<seconds>", help: "epoch seconds: only traces that start before" },
    json: {
      type: "boolean",
      help: "tells how many as JSON; on standard error where standard output has the documents",
    },
    url: URL_OPTION,
    help: HELP,
  },
  run: async (...args) => (await import("../../transfer/commands.ts")).runExport(...args),
};
