/** Defaults that programs have to agree on although they cannot read them from one file. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { DEFAULT_CONSOLE_PORT, DEFAULT_DAEMON_PORT } from "xray-local/default-ports.ts";
import { expect, test } from "vitest";
import { parseConfig } from "../../backend/src/config/config.ts";
import { DEFAULT_BACKEND_PORT, DEFAULT_FRONTEND_PORT } from "../../backend/src/config/default-ports.ts";
import { root } from "./files.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");

test("the front end listens where the API expects its pages, and looks for the API where that listens", () => {
  const server = read("frontend/server/config.ts");
  expect(server).toContain(`text("FRONTEND_PORT", "${DEFAULT_FRONTEND_PORT}")`);
  expect(server).toContain(`text("BACKEND_URL", "http://127.0.0.1:${DEFAULT_BACKEND_PORT}")`);
  expect(new URL(parseConfig({}).frontendOrigin).port).toBe(String(DEFAULT_FRONTEND_PORT));
});

test("the API sends to where the local X-Ray listens", () => {
  const { udp, tcp } = parseConfig({}).tracing?.daemon ?? {};
  expect([udp?.port, tcp?.port]).toEqual([DEFAULT_DAEMON_PORT, DEFAULT_DAEMON_PORT]);
});

test(".env.example has the values that hold without it", () => {
  expect(parseConfig(parseEnv(read(".env.example")))).toEqual(parseConfig({}));
});

test("the README and the console's development server name the ports that are used", () => {
  const readme = read("README.md");
  for (const port of [DEFAULT_BACKEND_PORT, DEFAULT_FRONTEND_PORT, DEFAULT_CONSOLE_PORT]) {
    expect(readme).toContain(`http://localhost:${port}`);
  }
  expect(readme).toContain(`127.0.0.1:${DEFAULT_DAEMON_PORT}, UDP and TCP`);
  expect(read("xray/console/vite.config.ts")).toContain(`http://127.0.0.1:${DEFAULT_CONSOLE_PORT}`);
  // A request to try the sampling rules with is one to the API.
  expect(read("xray/console/src/sampling/decision.ts")).toContain(`"localhost:${DEFAULT_BACKEND_PORT}"`);
});
