import type { ServerStatus } from "./console-wire/server-status.ts";
import { CommandError, EXIT } from "./cli/command.ts";
import { toReachable } from "./cli/client-environment.ts";
import { ConfigError, parseConfig } from "./config.ts";
import type { Config } from "./config.ts";
import { findInstallation } from "./installation.ts";
import { ListenError } from "./listen-error.ts";
import { startLocalXray } from "./local-xray.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** A server in this process that keeps nothing, for as long as somebody needs one. */
export interface OwnServer {
  /** `http://127.0.0.1:45123`, of console and API. */
  readonly url: string;
  readonly region: string;
  status(): ServerStatus;
  /** Stops listening and removes what was received. */
  close(): Promise<void>;
}

export interface OwnServerOptions {
  /** Of console and API; a free one when it is not given. */
  port?: string | undefined;
  /** UDP and TCP; as above. */
  daemonPort?: string | undefined;
  logError?: ((message: string, error: unknown) => void) | undefined;
}

/** Starts on free ports of 127.0.0.1. Rejects with a `CommandError` when a port that was named is taken, or is none. */
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

/** Whoever named the port did so by an option; the variables that a server reads are not read here. */
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
