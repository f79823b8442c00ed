import { join, resolve } from "node:path";
import { LEAN_ENVIRONMENT, LEAN_NODE_ARGS } from "xray-local/lean-process.ts";
import type { Pages } from "../pages.ts";
import type { StartSettings } from "../settings.ts";

/** One process of the product: what to run, with which variables, and how to tell that it is ready. */
export interface Part {
  name: string;
  script: string;
  args?: readonly string[];
  /** Arguments before the script. */
  nodeArgs?: readonly string[];
  /** Folder that it runs in, relative to the repository. */
  folder: string;
  env: Readonly<Record<string, string>>;
  /** A URL that answers when the part is ready; a part without one is ready when `readyLine` appears. */
  readyUrl?: string;
  readyLine?: RegExp;
  /** Folders, absolute; a change in them starts it again. */
  watched?: readonly string[];
}

export interface PartsOptions {
  root: string;
  settings: StartSettings;
  pages: Pages;
  /** Whether sources are watched: the backend restarts, and pages reload, when they change. */
  watch: boolean;
}

/** The processes in the order of their start; they end in the reverse order. */
export function partsOf(options: PartsOptions): readonly Part[] {
  const { settings } = options;
  const parts = [localXray(options), backend(options), frontend(options)];
  return settings.databaseUrl ? parts : [embeddedPostgres(options), ...parts];
}

export function isDatabase(part: Part): boolean {
  return part.name === "postgres";
}

export function frontendUrl(settings: StartSettings): string {
  return `http://localhost:${settings.frontendPort}`;
}

export function consoleUrl(settings: StartSettings): string {
  return `http://localhost:${settings.consolePort}`;
}

function localXray({ root, settings, pages, watch }: PartsOptions): Part {
  return {
    name: "xray",
    script: join(root, "xray/local/src/main.ts"),
    nodeArgs: LEAN_NODE_ARGS,
    folder: ".",
    env: {
      ...LEAN_ENVIRONMENT,
      XRAY_DAEMON_PORT: String(settings.daemonPort),
      XRAY_CONSOLE_PORT: String(settings.consolePort),
      XRAY_DATA_DIR: resolve(root, settings.dataDirectory, "xray"),
      XRAY_CONSOLE_DIR: pages.consoleDirectory,
      XRAY_APP_URL: frontendUrl(settings),
      XRAY_APP_REQUEST_URL: `http://localhost:${settings.backendPort}/api/activities/home`,
    },
    readyUrl: `http://127.0.0.1:${settings.consolePort}/status.json`,
    ...(watch ? { watched: [join(root, "xray/local/src")] } : {}),
  };
}

function embeddedPostgres({ root, settings }: PartsOptions): Part {
  return {
    name: "postgres",
    script: join(root, "backend/src/db/embedded-main.ts"),
    folder: ".",
    env: {
      EMBEDDED_POSTGRES_PORT: String(settings.postgresPort),
      EMBEDDED_POSTGRES_DIR: resolve(root, settings.postgresDirectory),
    },
    readyLine: /listening/i,
  };
}

function backend({ root, settings, watch }: PartsOptions): Part {
  return {
    name: "backend",
    script: join(root, "backend/src/main.ts"),
    folder: "backend",
    env: {
      BACKEND_PORT: String(settings.backendPort),
      FRONTEND_URL: frontendUrl(settings),
      EMBEDDED_POSTGRES_PORT: String(settings.postgresPort),
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${settings.daemonPort}`,
    },
    readyUrl: `http://127.0.0.1:${settings.backendPort}/api/health-check`,
    ...(watch ? { watched: [join(root, "backend/src"), join(root, "backend/migrations")] } : {}),
  };
}

function frontend({ root, settings, pages, watch }: PartsOptions): Part {
  return {
    name: "frontend",
    script: join(root, "frontend/server/main.ts"),
    args: watch ? ["--dev"] : [],
    folder: "frontend",
    env: {
      FRONTEND_PORT: String(settings.frontendPort),
      BACKEND_URL: `http://127.0.0.1:${settings.backendPort}`,
      XRAY_CONSOLE_URL: consoleUrl(settings),
      ...(pages.frontendDirectory ? { FRONTEND_DIR: pages.frontendDirectory } : {}),
    },
    readyUrl: `http://127.0.0.1:${settings.frontendPort}/`,
    ...(watch ? { watched: [join(root, "frontend/server")] } : {}),
  };
}
