import { spawn } from "node:child_process";
import { platform } from "node:os";

/** Opens a URL of the server in the user's browser. Does nothing where there is none: the URL was printed. */
export function openInBrowser(url: string): void {
  const [program, ...args] = OPENERS[platform()] ?? ["xdg-open"];
  const child = spawn(program ?? "xdg-open", [...args, url], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};
