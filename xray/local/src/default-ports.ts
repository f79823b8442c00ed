/** The default ports: UDP and TCP of the daemon, and the console and API. */
export const DEFAULT_DAEMON_PORT = 2000;
export const DEFAULT_CONSOLE_PORT = 2001;
