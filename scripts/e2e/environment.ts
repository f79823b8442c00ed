const { env } = process;

/** What the browser tests read from the environment, for `npm run test:e2e` and the Playwright that it starts. */
export const environment = {
  /** Passed on to what is started. */
  all: env,
  isCi: env["CI"] !== undefined,
  /** A browser to use in place of the one that is found. */
  chromiumPath: env["CHROMIUM_PATH"],
  /** Folders of programs. */
  path: env["PATH"] ?? "",
  dataDirectory: env["DATA_DIR"],
  /**
   * A Postgres server for what the embedded one cannot show: lock waits and deadlocks. Without it only the embedded one
   * is used.
   */
  postgresServer: env["DATABASE_URL_TEST"],
  /** The database of the product under test; empty for the embedded one. Set by `main.ts`. */
  databaseUrl: env["E2E_DATABASE_URL"] ?? "",
  /** How far the ports are moved; set by `main.ts` when others use them. */
  portOffset: Number(env["E2E_PORT_OFFSET"] ?? 0),
  /** Whether the README's pictures are written anew. */
  updatesImages: Boolean(env["UPDATE_IMAGES"]),
} as const;
