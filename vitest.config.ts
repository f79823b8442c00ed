import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["backend", "frontend", "ui", "xray/local", "xray/console", "scripts"],
  },
});
