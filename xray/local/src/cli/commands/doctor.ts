import type { Command } from "../command.ts";
import { HELP, URL_OPTION } from "../options.ts";

const DETAILS = `
Looks along the way of a segment: whether a server answers and its ports take what is sent, which settings of this
environment lead an app's traces elsewhere (AWS_XRAY_DAEMON_ADDRESS, OTEL_*, AWS_ENDPOINT_URL), whether the clocks agree,
what arrives, what was rejected or dropped and why, what AWS would not take, and the disk. Call it where the app is
started, with the app's variables.

  xray-local doctor
  xray-local doctor --json | jq '.[] | select(.level == "wrong")'

Exit codes: 0 nothing is wrong, 1 something is.
`;

export const doctor: Command = {
  name: "doctor",
  summary: "tells why no trace arrives",
  usage: "[options]",
  details: DETAILS,
  options: {
    json: { type: "boolean", help: "prints what was found as JSON" },
    url: URL_OPTION,
    help: HELP,
  },
  run: async (...args) => (await import("../run/run-doctor.ts")).runDoctor(...args),
};
