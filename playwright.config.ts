import { defineConfig } from "@playwright/test";
import { addresses, ports } from "./scripts/e2e/addresses.ts";
import { environment } from "./scripts/e2e/environment.ts";

export default defineConfig({
  // What a Postgres server does otherwise than the embedded one is in the lessons.
  testMatch: environment.databaseUrl === "" ? "**/e2e/*.e2e.ts" : "**/e2e/lessons.e2e.ts",
  // The tests share one product and one store.
  workers: 1,
  forbidOnly: environment.isCi,
  reporter: "list",
  use: {
    baseURL: addresses.console,
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      ...(environment.chromiumPath ? { executablePath: environment.chromiumPath } : {}),
      // Chromium refuses to sandbox itself as root, as in containers.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  webServer: {
    // By way of what ends it when Playwright is killed.
    command: "node scripts/run-pinned.mjs scripts/start/main.ts",
    url: addresses.frontend,
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    env: {
      BACKEND_PORT: String(ports.backend),
      FRONTEND_PORT: String(ports.frontend),
      XRAY_DAEMON_PORT: String(ports.daemon),
      XRAY_CONSOLE_PORT: String(ports.console),
      EMBEDDED_POSTGRES_PORT: String(ports.postgres),
      DATA_DIR: environment.dataDirectory ?? ".data/e2e",
      // Whatever .env says of one's own.
      DATABASE_URL: environment.databaseUrl,
      EMBEDDED_POSTGRES_DIR: "",
    },
  },
});
