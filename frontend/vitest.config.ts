import { defineConfig, mergeConfig } from "vitest/config";
import viteConfig from "./vite.config.ts";

/** Apart from vite.config.ts: images build the pages without the test tools. */
const testConfig = defineConfig({
  test: {
    name: "frontend",
    // Real servers, databases and processes start in tests, on machines that do other things too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes late on a busy machine; Vitest gives up after a second.
    expect: { poll: { timeout: 20_000 } },
    // Tests of pages ask for jsdom in their first line; it costs more than all the others together.
    environment: "node",
    include: ["{server,src}/**/*.test.{ts,tsx}"],
    env: { TZ: "UTC" },
  },
});

export default mergeConfig(viteConfig, testConfig);
