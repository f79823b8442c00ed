import { defineConfig } from "vitest/config";

export default defineConfig({
  // Starting a Postgres takes seconds on a machine that is busy with other tests.
  test: {
    name: "backend",
    include: ["**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes late on a busy machine; Vitest gives up after a second.
    expect: { poll: { timeout: 20_000 } },
  },
});
