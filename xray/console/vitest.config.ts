import { defineConfig, mergeConfig } from "vitest/config";
import viteConfig from "./vite.config.ts";

/** Apart from vite.config.ts: images build the pages without the test tools. */
const testConfig = defineConfig({
  test: {
    name: "xray-console",
    // Real servers, databases and processes start in tests, on machines that do other things too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes late on a busy machine; Vitest gives up after a second.
    expect: { poll: { timeout: 20_000 } },
    // Tests of components say `@vitest-environment jsdom`: making a DOM takes a second a file, and most need none.
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    env: { TZ: "UTC" },
  },
});

export default mergeConfig(viteConfig, testConfig);
