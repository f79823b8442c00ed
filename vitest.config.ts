import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["backend", "frontend", "xray/local", "xray/console", "scripts"],
  },
});
