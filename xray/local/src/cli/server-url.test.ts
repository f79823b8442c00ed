import { expect, test } from "vitest";
import { serverUrl } from "./server-url.ts";
import type { CommandInput, CommandWorld } from "./command.ts";

const world = (env: CommandWorld["env"]): CommandWorld => ({
  env,
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
});
const input = (values: CommandInput["values"]): CommandInput => ({ values, positionals: [], rest: [] });

test.each([
  [{}, {}, "http://127.0.0.1:2001"],
  [{}, { XRAY_CONSOLE_PORT: "2101" }, "http://127.0.0.1:2101"],
  [{}, { XRAY_CONSOLE_PORT: "0" }, "http://127.0.0.1:2001"],
  [{}, { XRAY_CONSOLE_PORT: "x" }, "http://127.0.0.1:2001"],
  [{}, { XRAY_LOCAL_URL: "http://there:1", XRAY_CONSOLE_PORT: "2101" }, "http://there:1"],
  [{ url: "http://here:2" }, { XRAY_LOCAL_URL: "http://there:1" }, "http://here:2"],
])("options %j in the environment %j ask %s", (options, env, url) => {
  expect(serverUrl(input(options), world(env))).toBe(url);
});
