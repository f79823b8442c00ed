import { resolve } from "node:path";
import { DEFAULT_CONSOLE_PORT, DEFAULT_DAEMON_PORT } from "./default-ports.ts";
import { parseForwardTarget } from "./forward/forward-target.ts";
import type { ForwardTarget } from "./forward/forward-target.ts";
import type { Installation } from "./installation.ts";

export interface Config {
  host: string;
  /** For UDP and TCP. */
  daemonPort: number;
  consolePort: number;
  dataDirectory: string;
  capBytes: number;
  retentionSec: number;
  consoleDirectory: string;
  /** Host names that are served in addition to loopback names and addresses; `*` for any. */
  allowedHosts: readonly string[];
  /** Goes into ARNs. */
  region: string;
  /** What the console shows before the first trace, where the process cannot know it. */
  reach: {
    /** `host:port` at which apps reach the daemon's port; undefined for its own address. */
    daemon?: string | undefined;
    /** The page of the app whose traces come here, and a request that it traces. */
    appUrl?: string | undefined;
    requestUrl?: string | undefined;
  };
  /** Where arrivals are forwarded. */
  forward?: ForwardTarget | undefined;
}

/** Settings that cannot be used; the message names each one with what it should be. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Enough for a day of an ordinary demo, and small enough to fill nobody's disk unseen. */
const DEFAULT_CAP = "1GB";
/** As long as AWS keeps traces. */
const DEFAULT_RETENTION = "30 days";
/** A smaller store would be mostly overhead. */
const MIN_CAP_BYTES = 10_000_000;

/** The defaults of settings; relative paths start from `root`. */
type ConfigDefaults = Pick<Installation, "root" | "consoleDirectory" | "dataDirectory">;

/** What a setting is called for whoever made it: a variable unless something else is said. */
export type SettingLabel = (name: string) => string | undefined;

/** Reads the settings. Throws ConfigError, which names each setting as `labelOf` does: `--port` for XRAY_CONSOLE_PORT. */
export function parseConfig(
  env: Environment,
  defaults: ConfigDefaults,
  labelOf: SettingLabel = () => undefined,
): Config {
  const { root } = defaults;
  const problems: string[] = [];
  const text = (name: string, fallback: string): string => env[name]?.trim() || fallback;
  function read<T>(
    name: string,
    fallback: string,
    parse: (text: string) => T | undefined,
    expected: string,
  ): T {
    const given = text(name, fallback);
    const value = parse(given);
    if (value !== undefined) return value;
    const label = labelOf(name);
    problems.push(`${label === undefined ? `${name}=` : `${label} `}${given} is not ${expected}`);
    // The value is never used, because a problem makes parseConfig throw.
    return parse(fallback) as T;
  }
  function readUrl(name: string): string | undefined {
    if (text(name, "") === "") return undefined;
    return read(name, "http://localhost", parseWebUrl, "an address such as http://localhost:3000");
  }
  const config: Config = {
    host: text("XRAY_HOST", "127.0.0.1"),
    daemonPort: read("XRAY_DAEMON_PORT", String(DEFAULT_DAEMON_PORT), parsePort, "a port from 0 to 65535"),
    consolePort: read("XRAY_CONSOLE_PORT", String(DEFAULT_CONSOLE_PORT), parsePort, "a port from 0 to 65535"),
    dataDirectory: resolve(root, text("XRAY_DATA_DIR", defaults.dataDirectory)),
    capBytes: read("XRAY_STORE_CAP", DEFAULT_CAP, parseCap, "a size of at least 10MB, such as 500MB or 2GB"),
    retentionSec: read(
      "XRAY_RETENTION",
      DEFAULT_RETENTION,
      parseDurationSec,
      "a time such as 12 hours or 30 days",
    ),
    consoleDirectory: resolve(root, text("XRAY_CONSOLE_DIR", defaults.consoleDirectory)),
    allowedHosts: text("XRAY_ALLOWED_HOSTS", "")
      .toLowerCase()
      .split(/[\s,]+/)
      .map((name) => name.replace(/:\d+$/, ""))
      .filter((name) => name !== ""),
    region: text("XRAY_REGION", "us-east-1"),
    reach: {
      daemon: text("XRAY_DAEMON_ADDRESS", "") || undefined,
      appUrl: readUrl("XRAY_APP_URL"),
      requestUrl: readUrl("XRAY_APP_REQUEST_URL"),
    },
  };
  if (text("XRAY_FORWARD", "") !== "") {
    const expected =
      "a daemon's address such as 127.0.0.1:2000 or an OTLP endpoint such as http://127.0.0.1:4318/v1/traces";
    config.forward = read("XRAY_FORWARD", "127.0.0.1:2000", parseForwardTarget, expected);
  }
  if (config.daemonPort === config.consolePort && config.daemonPort !== 0) {
    const [daemon, own] = ["XRAY_DAEMON_PORT", "XRAY_CONSOLE_PORT"].map((name) => labelOf(name) ?? name);
    problems.push(`${daemon} and ${own} are both ${config.daemonPort}`);
  }
  if (config.forward !== undefined && leadsBack(config.forward, config)) {
    problems.push(`${labelOf("XRAY_FORWARD") ?? "XRAY_FORWARD"} ${text("XRAY_FORWARD", "")} leads back here`);
  }
  if (problems.length > 0) throw new ConfigError(`${problems.join(". ")}.`);
  return config;
}

/** What arrives would arrive again, without end. */
function leadsBack(target: ForwardTarget, { host, daemonPort, consolePort }: Config): boolean {
  const to = target.kind === "otlp" ? new URL(target.url) : target;
  const port = Number(to.port) || 80;
  const name = "hostname" in to ? to.hostname.replace(/^\[|\]$/g, "") : to.host;
  const isHere = name === host || name === "localhost" || name === "::1" || name.startsWith("127.");
  return isHere && [daemonPort, consolePort].includes(port);
}

function parseWebUrl(text: string): string | undefined {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined;
}

/** 0 lets the system choose. */
function parsePort(text: string): number | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535 ? port : undefined;
}

function parseCap(text: string): number | undefined {
  const bytes = parseBytes(text);
  return bytes !== undefined && bytes >= MIN_CAP_BYTES ? bytes : undefined;
}

const BYTES_OF: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
  ti: 2 ** 40,
};

/** `500MB`, `1.5 GiB`, `2000000`. */
function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]i?)?b?$/i.exec(text);
  const unit = BYTES_OF[(match?.[2] ?? "").toLowerCase()];
  return match?.[1] !== undefined && unit !== undefined ? Math.round(Number(match[1]) * unit) : undefined;
}

const SECONDS_OF: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `30 days`, `12h`, `90 minutes`. */
export function parseDurationSec(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ours?)?|d(?:ays?)?)$/i.exec(
    text,
  );
  const unit = SECONDS_OF[(match?.[2] ?? "").charAt(0).toLowerCase()];
  const seconds = match?.[1] !== undefined && unit !== undefined ? Number(match[1]) * unit : 0;
  return seconds > 0 ? seconds : undefined;
}
