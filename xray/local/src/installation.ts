import { readFileSync } from "node:fs";
import { homedir, platform } from "node:os";
import { join } from "node:path";
import { getAsset, isSea } from "node:sea";
import { fileURLToPath } from "node:url";

/** How this program was installed: a checkout of the repository, the npm package, or one executable file. */
export interface Installation {
  kind: "sources" | "package" | "executable";
  version: string;
  /** Relative paths of settings start here. */
  root: string;
  /** The built files of the console; not used by an executable, which contains them. */
  consoleDirectory: string;
  /** The default folder for traces. */
  dataDirectory: string;
}

/** `env` tells where the system wants data; without it the usual places are used. */
export function findInstallation(env: Readonly<Record<string, string | undefined>> = {}): Installation {
  if (isSea()) {
    const version = readVersion(getAsset("package.json", "utf8"));
    const root = process.cwd();
    return { kind: "executable", version, root, consoleDirectory: "", dataDirectory: userDataDirectory(env) };
  }
  const manifest = fileURLToPath(new URL("../package.json", import.meta.url));
  const version = readVersion(readFileSync(manifest, "utf8"));
  if (!import.meta.url.endsWith(".ts")) {
    const consoleDirectory = fileURLToPath(new URL("./console", import.meta.url));
    return {
      kind: "package",
      version,
      root: process.cwd(),
      consoleDirectory,
      dataDirectory: userDataDirectory(env),
    };
  }
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  return {
    kind: "sources",
    version,
    root,
    consoleDirectory: join(root, "xray", "console", "dist"),
    dataDirectory: join(root, ".data", "xray"),
  };
}

/**
 * One folder for each user, where the system wants such data: a tool for many projects keeps its traces in one place.
 */
function userDataDirectory(env: Readonly<Record<string, string | undefined>>): string {
  const home = homedir();
  switch (platform()) {
    case "win32":
      return join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "xray-local");
    case "darwin":
      return join(home, "Library", "Application Support", "xray-local");
    default:
      return join(env["XDG_DATA_HOME"] ?? join(home, ".local", "share"), "xray-local");
  }
}

function readVersion(text: string): string {
  const manifest: unknown = JSON.parse(text);
  const hasVersion = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return hasVersion ? String(manifest.version) : "";
}
