import type { Command } from "../command.ts";
import { HELP } from "../options.ts";

const DETAILS = `
Starts a local X-Ray of its own on free ports, sets for the command what makes its traces arrive there (the X-Ray SDKs,
OpenTelemetry, the AWS CLI and SDKs), waits for the command, and tells what happened: requests, faults, the slowest, the
exceptions, and what AWS would not take. Nothing is kept unless a file is named.

  xray-local run -- npm test
  xray-local run --check traces.yaml --failures failures.ndjson -- npm test
  xray-local run --traces traces.ndjson -- pytest

The exit code is the command's own (128 and the signal's number when a signal ended it); where that is 0 and an
expectation does not hold, 1.
Ctrl-C goes to the command; a second one ends it at once.
`;

export const run: Command = {
  name: "run",
  summary: "runs a command, takes its traces and tells what happened",
  usage: "[options] -- <command> [argument…]",
  details: DETAILS,
  options: {
    traces: { type: "string", value: "<file>", help: "writes all traces there, for import and open" },
    report: { type: "string", value: "<file>", help: "writes what happened there as JSON, for programs" },
    json: {
      type: "boolean",
      help: "prints what happened as JSON, and what came of the expectations; what the command prints goes to standard error",
    },
    check: {
      type: "string",
      short: "c",
      value: "<traces.yaml>",
      help: "expectations of the traces; see: xray-local check --help",
    },
    update: {
      type: "boolean",
      short: "u",
      help: "writes snapshots and known exceptions instead of comparing",
    },
    junit: { type: "string", value: "<file>", help: "writes what came of the expectations as JUnit's XML" },
    failures: { type: "string", value: "<file>", help: "writes the traces of failures, for open and import" },
    quiet: { type: "boolean", short: "q", help: "says nothing where nothing failed" },
    help: HELP,
  },
  run: async (...args) => (await import("../run/run-run.ts")).runRun(...args),
};
