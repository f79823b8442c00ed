import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { environment } from "./environment.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const FIXED_PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Path of a Chromium or Chrome: the one that CHROMIUM_PATH names, Playwright's own, or one of the system. */
function findChromium(): string | undefined {
  const folders = environment.path.split(process.platform === "win32" ? ";" : ":");
  const candidates = [
    environment.chromiumPath,
    chromium.executablePath(),
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...FIXED_PLACES,
  ];
  return candidates.find((path) => path !== undefined && isExecutable(path));
}

/** Like `findChromium`; installs one when there is none. Throws with what to do when that fails. */
export function findOrInstallChromium(): string {
  const found = findChromium();
  if (found) return found;
  for (const [program, ...args] of installers()) {
    if (!program) continue;
    process.stderr.write(`No Chromium here: trying ${[program, ...args].join(" ")}\n`);
    spawnSync(program, args, { stdio: ["ignore", 2, 2] });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    "No Chromium was found and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH.",
  );
}

function installers(): readonly (readonly string[])[] {
  const playwright = [
    process.execPath,
    join("node_modules", "@playwright", "test", "cli.js"),
    "install",
    "chromium",
  ];
  const debian = [
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
  ];
  return process.getuid?.() === 0 && isExecutable("/usr/bin/apt-get")
    ? [...debian, playwright]
    : [playwright];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
