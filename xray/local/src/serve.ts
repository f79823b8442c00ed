import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { CommandError, EXIT } from "./cli/command.ts";
import type { CommandInput, CommandWorld } from "./cli/command.ts";
import { toReachable } from "./cli/client-environment.ts";
import { openInBrowser } from "./cli/open-in-browser.ts";
import { isGiven, textOf } from "./cli/parse-input.ts";
import { toWelcome } from "./cli/welcome.ts";
import { ConfigError, parseConfig } from "./config.ts";
import type { Config } from "./config.ts";
import { findInstallation } from "./installation.ts";
import type { Installation } from "./installation.ts";
import { ListenError } from "./listen-error.ts";
import { startLocalXray } from "./local-xray.ts";
import type { LocalXray } from "./local-xray.ts";
import { SettingsFileError } from "./settings/settings-database.ts";
import { StoreError } from "./store/trace-store.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** The setting of each command-line option. */
const SETTING_OF: Readonly<Record<string, string>> = {
  port: "XRAY_CONSOLE_PORT",
  "daemon-port": "XRAY_DAEMON_PORT",
  host: "XRAY_HOST",
  cap: "XRAY_STORE_CAP",
  forward: "XRAY_FORWARD",
};

/** Closing takes milliseconds; nobody should have to wait longer than this. */
const CLOSE_WITHIN_MS = 10_000;

/** Serves until a signal comes or the start fails. Resolves with the exit code. */
export async function serve(input: CommandInput, { env }: CommandWorld): Promise<number> {
  const [word] = input.positionals;
  if (word !== undefined) {
    throw new CommandError(
      `Only options are known here: what is ${word}? See: xray-local --help`,
      EXIT.usage,
    );
  }
  const installation = findInstallation(env);
  const directory = isGiven(input, "memory") ? temporaryDirectory() : undefined;
  const config = readConfig(input, env, installation, directory?.path);
  // The threads inherit it: each saves 13 MB when it need not strip types again.
  // oxlint-disable-next-line node/no-process-env, no-restricted-properties -- written, not read
  process.env["NODE_COMPILE_CACHE"] ??= join(config.dataDirectory, "compile-cache");
  // The flags for memory are meant for this thread: other threads have limits of their own, which flags would override.
  setFlagsFromString("--max-semi-space-size=0");
  setFlagsFromString("--max-old-space-size=0");
  const xray = await start(config, installation);
  const isKept = directory === undefined;
  const stopped = Promise.race([stopOnSignals(xray, isKept), stopOnFailure(xray)]);
  const { dataDirectory, region } = config;
  say(toWelcome(xray.status(), { dataDirectory, region, inMemory: !isKept }));
  if (isGiven(input, "open")) openInBrowser(`http://${toReachable(xray.status().listeners.api)}`);
  const exitCode = await stopped;
  directory?.remove();
  return exitCode;
}

/** What was said on the command line goes before the environment. */
function readConfig(
  input: CommandInput,
  env: CommandWorld["env"],
  installation: Installation,
  temporaryPath: string | undefined,
): Config {
  const settings: Record<string, string | undefined> = { ...env };
  const labels = new Map<string, string>();
  for (const [option, setting] of Object.entries(SETTING_OF)) {
    const text = textOf(input, option);
    if (text === undefined) continue;
    settings[setting] = text;
    labels.set(setting, `--${option}`);
  }
  if (temporaryPath !== undefined) {
    if (textOf(input, "data") !== undefined) {
      throw new CommandError("--memory keeps nothing and --data says where: give one of them.", EXIT.usage);
    }
    settings["XRAY_DATA_DIR"] = temporaryPath;
  }
  // A relative folder that is typed means the one where it is typed.
  const data = textOf(input, "data");
  if (data !== undefined) settings["XRAY_DATA_DIR"] = resolve(data);
  try {
    return parseConfig(settings, installation, (setting) => labels.get(setting));
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandError(error.message, EXIT.usage);
    throw error;
  }
}

async function start(config: Config, { version }: Installation): Promise<LocalXray> {
  try {
    return await startLocalXray(config, { version, logError, logNotice });
  } catch (error) {
    const plain = [ListenError, SettingsFileError, StoreError];
    if (error instanceof Error && plain.some((kind) => error instanceof kind)) {
      throw new CommandError(error.message);
    }
    logError("The local X-Ray cannot start", error);
    return process.exit(EXIT.failed);
  }
}

/** Resolves with the exit code when the server has stopped. A second signal does not wait for that. */
function stopOnSignals(xray: LocalXray, isKept: boolean): Promise<number> {
  let isStopping = false;
  return new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (isStopping) process.exit(EXIT.failed);
        isStopping = true;
        setTimeout(() => process.exit(EXIT.failed), CLOSE_WITHIN_MS).unref();
        xray.close().then(
          () => {
            say(isKept ? "Stopped. What was received is stored." : "Stopped. Nothing was kept.");
            done(EXIT.ok);
          },
          (error: unknown) => {
            logError("Stopping failed", error);
            done(EXIT.failed);
          },
        );
      });
    }
  });
}

/** A server of which a part is dead does not pretend: it says so and ends, for whoever started it to start it again. */
async function stopOnFailure(xray: LocalXray): Promise<number> {
  const failure = await xray.failure;
  logNotice(failure.message);
  setTimeout(() => process.exit(EXIT.failed), CLOSE_WITHIN_MS).unref();
  await xray.close().catch((error: unknown) => logError("Stopping failed", error));
  return EXIT.failed;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function logNotice(sentence: string): void {
  process.stderr.write(`${new Date().toISOString()} ${sentence}\n`);
}

function logError(message: string, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${new Date().toISOString()} ${message}: ${detail}\n`);
}
