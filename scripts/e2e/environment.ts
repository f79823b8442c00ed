const { env } = process;

/** What the browser tests read of the environment: `npm run test:e2e`, and the Playwright that it starts. */
export const environment = {
  /** Goes on to what is started. */
  all: env,
  isCi: env["CI"] !== undefined,
  /** A browser to use instead of the one that is found. */
  chromiumPath: env["CHROMIUM_PATH"],
  /** Folders of programs. */
  path: env["PATH"] ?? "",
  dataDirectory: env["DATA_DIR"],
  /** A Postgres server for what the embedded one cannot show: lock waits, deadlocks. None: only the embedded one is used. */
  postgresServer: env["DATABASE_URL_TEST"],
  /** The database that the product under test uses; empty: the embedded one. Set by `main.ts`. */
  databaseUrl: env["E2E_DATABASE_URL"] ?? "",
  /** How far the ports are moved; set by `main.ts` where something else is there already. */
  portOffset: Number(env["E2E_PORT_OFFSET"] ?? 0),
  /** Whether the README's pictures are written anew. */
  updatesImages: Boolean(env["UPDATE_IMAGES"]),
} as const;
