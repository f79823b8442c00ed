import type { Command } from "../command.ts";
import { HELP, URL_OPTION } from "../options.ts";

const DETAILS = `
A line a step, indented below what called it, with how long it took, and a bar on the axis of the whole trace: full where
a service works, light where it waits for another. Takes an id as X-Ray (1-6743d2a0-…) or OpenTelemetry (32 digits)
writes it, or a whole trace header.

  xray-local show 1-6743d2a0-0123456789abcdef01234567
`;

export const show: Command = {
  name: "show",
  summary: "draws a trace as a timeline",
  usage: "<trace id>",
  details: DETAILS,
  options: {
    json: { type: "boolean", help: "prints the trace as BatchGetTraces answers it" },
    url: URL_OPTION,
    help: HELP,
  },
  run: async (...args) => (await import("../run/run-show.ts")).runShow(...args),
};
