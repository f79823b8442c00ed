import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "scripts",
    // Real servers, databases and processes start in tests, on machines that do other things too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes late on a busy machine; Vitest gives up after a second.
    expect: { poll: { timeout: 20_000 } },
    include: ["**/*.test.ts"],
  },
});
