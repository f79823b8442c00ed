import { resolve } from "node:path";
import type { PageSettings } from "../src/page-settings.ts";

/** The settings of the front end's server. */
export interface FrontendConfig {
  host: string;
  /** TCP; 0 lets the system choose. */
  port: number;
  /** The API that gets the requests below `/api`. */
  backendUrl: URL;
  /** Folder of the built pages, absolute. */
  directory: string;
  /** Host names that are served in addition to loopback names and addresses; `*` for any. */
  allowedHosts: readonly string[];
  pageSettings: PageSettings;
}

/** Settings that cannot be used; the message names each variable and says what it should be. */
export class FrontendConfigError extends Error {
  override name = "FrontendConfigError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Parses the settings; relative paths start from `root`, the front end's folder. Throws `FrontendConfigError`. */
export function parseFrontendConfig(env: Environment, root: string): FrontendConfig {
  const text = (name: string, fallback: string) => env[name]?.trim() || fallback;
  const port = Number(text("FRONTEND_PORT", "3000"));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new FrontendConfigError(`FRONTEND_PORT=${env["FRONTEND_PORT"]} is no port from 0 to 65535.`);
  }
  return {
    host: text("FRONTEND_HOST", "127.0.0.1"),
    port,
    backendUrl: parseBackendUrl(text("BACKEND_URL", "http://127.0.0.1:5000")),
    directory: resolve(root, text("FRONTEND_DIR", "dist")),
    allowedHosts: text("FRONTEND_ALLOWED_HOSTS", "")
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
    pageSettings: { xrayConsoleUrl: text("XRAY_CONSOLE_URL", ""), awsRegion: text("AWS_REGION", "") },
  };
}

function parseBackendUrl(text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol === "http:" && url.pathname === "/" && url.search === "") return url;
  throw new FrontendConfigError(
    `BACKEND_URL=${text} is no address of an API: write http://host:port, as http://127.0.0.1:5000.`,
  );
}
