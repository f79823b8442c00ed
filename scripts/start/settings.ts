import { parseEnv } from "node:util";
import { DEFAULT_CONSOLE_PORT, DEFAULT_DAEMON_PORT } from "xray-local/default-ports.ts";
import {
  DEFAULT_BACKEND_PORT,
  DEFAULT_EMBEDDED_POSTGRES_PORT,
  DEFAULT_FRONTEND_PORT,
} from "../../backend/src/config/default-ports.ts";

/** Where the parts of the product listen, and which database they use. Ports are TCP unless stated otherwise. */
export interface StartSettings {
  backendPort: number;
  frontendPort: number;
  /** For UDP and TCP. */
  daemonPort: number;
  consolePort: number;
  postgresPort: number;
  /** The user's own Postgres; without it the embedded one is started. */
  databaseUrl?: string;
  /** DATABASE_TLS=rds: the certificate is one of Amazon RDS. */
  databaseTls?: "rds";
  tracingOff: boolean;
  /** The folder of everything that is stored: databases and logs. Relative to the repository, or absolute. */
  dataDirectory: string;
  /** Folder of the embedded Postgres, in the same way. */
  postgresDirectory: string;
}

/** A setting cannot be used; the message says which one, why, and what to write. */
export class SettingError extends Error {
  override name = "SettingError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of the process win over those of `.env`, as dotenv has it. */
export function mergeEnvironment(processEnv: Environment, dotenvText: string): Environment {
  return { ...parseEnv(dotenvText), ...processEnv };
}

export function parseStartSettings(env: Environment): StartSettings {
  const databaseUrl = env["DATABASE_URL"]?.trim();
  const dataDirectory = env["DATA_DIR"]?.trim() || ".data";
  const settings: StartSettings = {
    backendPort: parsePort(env, "BACKEND_PORT", DEFAULT_BACKEND_PORT),
    frontendPort: parsePort(env, "FRONTEND_PORT", DEFAULT_FRONTEND_PORT),
    daemonPort: parsePort(env, "XRAY_DAEMON_PORT", DEFAULT_DAEMON_PORT),
    consolePort: parsePort(env, "XRAY_CONSOLE_PORT", DEFAULT_CONSOLE_PORT),
    postgresPort: parsePort(env, "EMBEDDED_POSTGRES_PORT", DEFAULT_EMBEDDED_POSTGRES_PORT),
    tracingOff: env["TRACING"]?.toLowerCase() === "off",
    dataDirectory,
    postgresDirectory: env["EMBEDDED_POSTGRES_DIR"]?.trim() || `${dataDirectory}/postgres`,
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(env["DATABASE_TLS"]?.trim().toLowerCase() === "rds" ? { databaseTls: "rds" as const } : {}),
  };
  refuseSharedPorts(settings);
  return settings;
}

function parsePort(env: Environment, name: string, fallback: number): number {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SettingError(`${name}=${text} is no port: give a whole number from 1 to 65535.`);
  }
  return port;
}

function refuseSharedPorts(settings: StartSettings): void {
  const seen = new Map<number, string>();
  for (const { name, port } of requiredPorts(settings)) {
    const other = seen.get(port);
    if (other) throw new SettingError(`${name} and ${other} are both ${port}: give them different ports.`);
    seen.set(port, name);
  }
}

export interface RequiredPort {
  /** The variable that sets it. */
  name: string;
  port: number;
  protocols: readonly ("TCP" | "UDP")[];
  purpose: string;
}

export function requiredPorts(settings: StartSettings): readonly RequiredPort[] {
  const ports: RequiredPort[] = [
    { name: "BACKEND_PORT", port: settings.backendPort, protocols: ["TCP"], purpose: "the API" },
    { name: "FRONTEND_PORT", port: settings.frontendPort, protocols: ["TCP"], purpose: "the front end" },
    { name: "XRAY_DAEMON_PORT", port: settings.daemonPort, protocols: ["TCP", "UDP"], purpose: "segments" },
    {
      name: "XRAY_CONSOLE_PORT",
      port: settings.consolePort,
      protocols: ["TCP"],
      purpose: "the X-Ray console",
    },
  ];
  if (!settings.databaseUrl) {
    const port = settings.postgresPort;
    ports.push({
      name: "EMBEDDED_POSTGRES_PORT",
      port,
      protocols: ["TCP"],
      purpose: "the embedded Postgres",
    });
  }
  return ports;
}
