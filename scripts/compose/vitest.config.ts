import { defineConfig } from "vitest/config";

/** `npm run test:compose`: needs Docker, builds images, brings the stack up; apart from `npm test` for that reason. */
export default defineConfig({
  test: {
    name: "compose",
    include: ["**/*.stack-test.ts"],
    testTimeout: 180_000,
    hookTimeout: 600_000,
    // One stack, one Docker.
    fileParallelism: false,
  },
});
