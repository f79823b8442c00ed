import { defineConfig } from "vitest/config";

/** `npm run test:package`: builds package and executable and uses them as a stranger does; apart from `npm test` as that takes minutes. */
export default defineConfig({
  test: {
    name: "package",
    include: ["**/*.package-test.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
