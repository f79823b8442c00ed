import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { name: "xray-local", include: ["**/*.test.ts"] },
});
