import type { XRayClient } from "@aws-sdk/client-xray";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import type { StartSettings } from "../start/settings.ts";
import type { Finding } from "xray-local/doctor/finding.ts";

/**
 * How the product runs now: `npm` (npm start), `compose-local` and `compose-aws` (docker-compose.dev.yml with and
 * without the profile `local`), `alone` (the local X-Ray without Cruddur), or `none`.
 */
export type Mode = "npm" | "compose-local" | "compose-aws" | "alone" | "none";

export interface Container {
  id: string;
  /** The service of docker-compose.dev.yml. */
  service: string;
  /** For example `running`, `restarting`, `exited`. */
  state: string;
  /** For example `Up 2 minutes (healthy)`. */
  status: string;
}

export interface CommandResult {
  /** Exit status; 127 when the program does not exist. */
  code: number;
  stdout: string;
  stderr: string;
}

/** The world as the checks see it, which tests replace. */
export interface DoctorContext {
  mode: Mode;
  settings: StartSettings;
  /** Variables of the process, and those of .env that it lacks. */
  env: Readonly<Record<string, string | undefined>>;
  /** Text of .env; empty when there is none. */
  dotenvText: string;
  nowMs: number;
  containers: readonly Container[];
  /** The status of the local X-Ray, if one answers. */
  status: ServerStatus | undefined;
  /** Where this clone keeps its data, absolute. */
  dataDirectory: string;
  /** The repository in which `npm start` was run, if that started the product. */
  runningRoot: string | undefined;
  /** What is wrong with the database of DATABASE_URL, in a sentence; undefined when it can be used, or none is set. */
  databaseProblem(): Promise<string | undefined>;
  /** Status and body of a GET that is not traced; undefined without an answer. */
  ask(url: string): Promise<{ status: number; body: string } | undefined>;
  run: (program: string, ...args: readonly string[]) => Promise<CommandResult>;
  /** A client of the X-Ray of this mode; undefined without credentials for it. */
  xray: XRayClient | undefined;
  /** Whether the address answers HTTP with a status below 500. */
  answers(url: string): Promise<boolean>;
  /** The `Date` header of the address, epoch milliseconds. */
  serverTime(url: string): Promise<number | undefined>;
  /** Whether something uses this UDP port on 127.0.0.1. */
  isUdpPortBound(port: number): Promise<boolean>;
}

export type Check = (context: DoctorContext) => Promise<readonly Finding[]> | readonly Finding[];

/** The name of the backend's segments. */
export const SERVICE_NAME = "backend-flask";

export const START_COMMANDS = {
  npm: "npm start",
  alone: "node xray/local/src/main.ts",
  "compose-local": "npm run compose:local",
  "compose-aws": "aws-vault exec dock -- docker compose -f docker-compose.dev.yml up -d --build",
} as const;
