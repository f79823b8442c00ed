import type { ServerStatus } from "./console-wire/server-status.ts";
import { CommandError, EXIT } from "./cli/command.ts";
import { toReachable } from "./cli/client-environment.ts";
import { ConfigError, parseConfig } from "./config.ts";
import type { Config } from "./config.ts";
import { findInstallation } from "./installation.ts";
import { ListenError } from "./listen-error.ts";
import { startLocalXray } from "./local-xray.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** A server in this process that keeps nothing, for as long as it is needed. */
export interface OwnServer {
  /** The console and API: `http://127.0.0.1:45123`. */
  readonly url: string;
  readonly region: string;
  status(): ServerStatus;
  /** Stops listening and deletes what was received. */
  close(): Promise<void>;
}

export interface OwnServerOptions {
  /** The port of console and API; by default a free one. */
  port?: string | undefined;
  /** The UDP and TCP port of the daemon; by default a free one. */
  daemonPort?: string | undefined;
  logError?: ((message: string, error: unknown) => void) | undefined;
}

/** Starts on 127.0.0.1. Rejects with a `CommandError` when a given port is in use or is not a port. */
export async function startOwnServer(options: OwnServerOptions = {}): Promise<OwnServer> {
  const installation = findInstallation();
  const directory = temporaryDirectory();
  try {
    const config = toConfig(options, directory.path);
    const { logError = () => {} } = options;
    const surroundings = { version: installation.version, logError, logNotice: () => {} };
    const xray = await startLocalXray(config, surroundings);
    return {
      url: `http://${toReachable(xray.status().listeners.api)}`,
      region: config.region,
      status: () => xray.status(),
      async close() {
        await xray.close();
        directory.remove();
      },
    };
  } catch (error) {
    directory.remove();
    throw toCommandError(error, options);
  }
}

/** The user gave the port by an option, so the message must not name the variables that a server reads. */
function toCommandError(error: unknown, { port = "", daemonPort = port }: OwnServerOptions): unknown {
  if (error instanceof ListenError && error.isTaken) {
    return new CommandError(
      `${error.message.split(". Stop it", 1)[0]}. Choose another, or none: then a free one is taken.`,
    );
  }
  if (error instanceof ListenError) return new CommandError(error.message);
  if (error instanceof ConfigError) {
    return new CommandError(`${port || daemonPort} is no port from 0 to 65535.`, EXIT.usage);
  }
  return error;
}

function toConfig({ port, daemonPort }: OwnServerOptions, dataDirectory: string): Config {
  const settings = {
    XRAY_CONSOLE_PORT: port ?? "0",
    XRAY_DAEMON_PORT: daemonPort ?? "0",
    XRAY_DATA_DIR: dataDirectory,
  };
  return parseConfig(settings, findInstallation());
}
