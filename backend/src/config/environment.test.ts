import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ConfigError, parseConfig } from "./config.ts";
import { readEnvironment } from "./environment.ts";

const EXAMPLE = join(import.meta.dirname, "../../../.env.example");
const names = Object.keys(parseEnv(readFileSync(EXAMPLE, "utf8")));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "environment-"));
  copyFileSync(EXAMPLE, join(directory, ".env.example"));
  for (const name of names) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

const writeEnv = (text: string) => writeFileSync(join(directory, ".env"), text);

test("a fresh clone has the values of .env.example, which are the defaults", () => {
  const environment = readEnvironment(directory);
  expect(environment["BACKEND_PORT"]).toBe("5000");
  expect(process.env["BACKEND_PORT"]).toBe("5000");
  expect(parseConfig(environment)).toEqual(parseConfig({}));
});

test("a variable of the shell wins", () => {
  vi.stubEnv("BACKEND_PORT", "6000");
  readEnvironment(directory);
  expect(process.env["BACKEND_PORT"]).toBe("6000");
});

test("a .env of one's own replaces the example", () => {
  writeEnv(readFileSync(EXAMPLE, "utf8").replace("BACKEND_PORT=5000", "BACKEND_PORT=7000"));
  readEnvironment(directory);
  expect(process.env["BACKEND_PORT"]).toBe("7000");
});

test("a .env that lacks variables has them named", () => {
  writeEnv(
    readFileSync(EXAMPLE, "utf8")
      .replace(/^BACKEND_PORT=.*$/m, "")
      .replace(/^TRACING=.*$/m, ""),
  );
  expect(() => readEnvironment(directory)).toThrow(ConfigError);
  expect(() => readEnvironment(directory)).toThrow(/lacks BACKEND_PORT, TRACING/);
});

test.each(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"])(
  "%s in .env is refused with the reason, and its value is not repeated",
  (name) => {
    writeEnv(`${readFileSync(EXAMPLE, "utf8")}\n${name}=something-secret\n`);
    expect(() => readEnvironment(directory)).toThrow(new RegExp(`${name}.*aws-vault.*daemon`));
    expect(() => readEnvironment(directory)).toThrow(/^(?!.*something-secret)/);
    expect(process.env[name]).not.toBe("something-secret");
  },
);
