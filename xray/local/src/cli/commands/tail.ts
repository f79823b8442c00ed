import type { Command } from "../command.ts";
import { HELP, URL_OPTION } from "../options.ts";

const DETAILS = `
A line a trace, as they come, until Ctrl-C: time, status, how long it took, the request, where and why it failed, and the
trace's id for \`xray-local show\`. The filter is X-Ray's own language.

  xray-local tail
  xray-local tail 'service("api") { fault } OR responsetime > 0.5'
  xray-local tail --json | jq .Http.HttpURL
`;

export const tail: Command = {
  name: "tail",
  summary: "prints a line a trace as they come",
  usage: "[filter]",
  details: DETAILS,
  options: {
    json: { type: "boolean", help: "prints summaries as GetTraceSummaries answers them, one a line" },
    url: URL_OPTION,
    help: HELP,
  },
  run: async (...args) => (await import("../run/run-tail.ts")).runTail(...args),
};
