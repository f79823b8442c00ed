import type { Command } from "../command.ts";
import { HELP, URL_OPTION } from "../options.ts";

const DETAILS = `
Expectations are written in X-Ray's own filter language:

  expectations:
    - name: the home feed reads once and is quick
      traces: http.url ENDSWITH "/api/activities/home"
      match: "!fault"                 # each of them matches this too
      count: 1..                      # how many there are (at least one when nothing is said)
      responseTime: { p95: 0.3 }      # seconds; p50, p95, p99, max
      steps:
        - { step: "*from activities*", times: 1 }
      repeats: 3                      # no call more than three times in one trace: no N+1
      exceptions: known.txt           # none that this file lacks; none: none at all
      aws: accepted                   # nothing that AWS would drop, reject or show wrongly
      snapshot: home.trace            # the shape of the traces, reviewed like code

They are asked of a running server (its last hour, or --since), or of a file of traces. A failure names the
expectation, the trace, its timeline and what to look at.

  xray-local check traces.yaml
  xray-local check traces.yaml --file failures.ndjson
  xray-local run --check traces.yaml -- npm test

Exit codes: 0 all hold, 1 one does not, 2 the file cannot be read.
`;

export const check: Command = {
  name: "check",
  summary: "fails when traces are not as they are expected to be",
  usage: "<traces.yaml>",
  details: DETAILS,
  options: {
    file: { type: "string", short: "f", value: "<file>", help: "asks a file of traces instead of a server" },
    since: {
      type: "string",
      value: "<time>",
      help: "only traces of the last 10m, 2h, …; 1h for a server, all for a file",
    },
    update: {
      type: "boolean",
      short: "u",
      help: "writes snapshots and known exceptions instead of comparing",
    },
    junit: { type: "string", value: "<file>", help: "writes the results as JUnit's XML" },
    failures: { type: "string", value: "<file>", help: "writes the traces of failures, for open and import" },
    json: { type: "boolean", help: "prints the results as JSON" },
    url: URL_OPTION,
    help: HELP,
  },
  run: async (...args) => (await import("../run/run-check.ts")).runCheck(...args),
};
