import { defineConfig } from "vitest/config";

export default defineConfig({
  // Starting a Postgres takes seconds on a machine that is busy with other tests.
  test: { name: "backend", include: ["**/*.test.ts"], testTimeout: 30_000, hookTimeout: 60_000 },
});
