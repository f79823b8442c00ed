import type { Command } from "../command.ts";
import { HELP, URL_OPTION } from "../options.ts";

const DETAILS = `
Segment documents, one a line, as \`export\` writes them, the output of \`aws xray batch-get-traces\`, or OTLP JSON; without
a file from standard input. Documents that are larger than X-Ray accepts are taken apart. A document that is known
already changes nothing, so a file may be imported twice. The exit code is 1 when a document was rejected.
`;

export const importCommand: Command = {
  name: "import",
  summary: "gives the traces of a file to a running server",
  usage: "[file]",
  details: DETAILS,
  options: {
    json: { type: "boolean", help: "tells how many were taken and rejected, and why, as JSON" },
    url: URL_OPTION,
    help: HELP,
  },
  run: async (...args) => (await import("../../transfer/commands.ts")).runImport(...args),
};
