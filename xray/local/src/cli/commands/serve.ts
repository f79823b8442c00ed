import { DEFAULT_CONSOLE_PORT, DEFAULT_DAEMON_PORT } from "../../default-ports.ts";
import type { Command } from "../command.ts";
import { HELP } from "../options.ts";

const DETAILS = `
Listens where the X-Ray daemon does (UDP and TCP ${DEFAULT_DAEMON_PORT}) and serves the X-Ray API, OpenTelemetry's OTLP over HTTP and the
console (${DEFAULT_CONSOLE_PORT}), all on 127.0.0.1. Ctrl-C stops it; what was received is there at the next start.

Each option is an environment variable too: XRAY_CONSOLE_PORT, XRAY_DAEMON_PORT, XRAY_HOST, XRAY_DATA_DIR,
XRAY_STORE_CAP, XRAY_FORWARD, XRAY_RETENTION, XRAY_ALLOWED_HOSTS, XRAY_REGION. The option wins.
`;

export const serve: Command = {
  name: "serve",
  summary: "serves until Ctrl-C (what xray-local without a command does)",
  usage: "[options]",
  details: DETAILS,
  options: {
    port: {
      type: "string",
      short: "p",
      value: "<port>",
      help: `of console and API; ${DEFAULT_CONSOLE_PORT}, 0 takes a free one`,
    },
    "daemon-port": {
      type: "string",
      value: "<port>",
      help: `UDP and TCP, where SDKs send to; ${DEFAULT_DAEMON_PORT}, 0 takes a free one`,
    },
    host: { type: "string", value: "<address>", help: "to listen on; 127.0.0.1" },
    data: { type: "string", short: "d", value: "<folder>", help: "where traces are kept" },
    memory: { type: "boolean", help: "keeps nothing: what was received goes with the process" },
    cap: { type: "string", value: "<size>", help: "of all that is kept, the oldest goes; 1GB" },
    forward: {
      type: "string",
      value: "<address>",
      help: "sends what arrives on as well: an X-Ray daemon (127.0.0.1:2000) or an OTLP endpoint (http://…:4318)",
    },
    open: { type: "boolean", help: "opens the console in the browser" },
    help: HELP,
  },
  run: async (...args) => (await import("../../serve.ts")).serve(...args),
};
