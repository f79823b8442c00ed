import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Vitest leaves one core to itself, which on two cores halves the rate; many tests wait for processes and sockets.
    maxWorkers: "100%",
    projects: ["backend", "frontend", "ui", "xray/local", "xray/console", "scripts"],
  },
});
