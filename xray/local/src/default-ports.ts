/** Where the local X-Ray listens when nothing else is said: UDP and TCP as the X-Ray daemon, and console and API beside it. */
export const DEFAULT_DAEMON_PORT = 2000;
export const DEFAULT_CONSOLE_PORT = 2001;
