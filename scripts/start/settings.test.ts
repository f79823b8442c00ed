import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mergeEnvironment, parseStartSettings, requiredPorts, SettingError } from "./settings.ts";

describe("parseStartSettings", () => {
  it("gives the documented ports when nothing is set", () => {
    expect(parseStartSettings({})).toEqual({
      backendPort: 5000,
      frontendPort: 3000,
      daemonPort: 2000,
      consolePort: 2001,
      postgresPort: 5433,
      tracingOff: false,
      dataDirectory: ".data",
      postgresDirectory: ".data/postgres",
    });
  });

  it("keeps the embedded Postgres with the rest, unless it is given a folder of its own", () => {
    const directoryOf = (env: Readonly<Record<string, string>>) => parseStartSettings(env).postgresDirectory;
    expect(directoryOf({ DATA_DIR: "/data" })).toBe("/data/postgres");
    expect(directoryOf({ DATA_DIR: "/data", EMBEDDED_POSTGRES_DIR: "/fast/postgres" })).toBe(
      "/fast/postgres",
    );
    expect(directoryOf({ EMBEDDED_POSTGRES_DIR: " " })).toBe(".data/postgres");
  });

  it("has everything where DATA_DIR says, also with a copy of .env.example", () => {
    const example = readFileSync(join(import.meta.dirname, "../../.env.example"), "utf8");
    const plain = parseStartSettings({ DATA_DIR: "/data" });
    expect(plain.postgresDirectory).toBe("/data/postgres");
    expect(parseStartSettings(mergeEnvironment({ DATA_DIR: "/data" }, example))).toEqual(plain);
    expect(parseStartSettings(mergeEnvironment({}, example))).toEqual(parseStartSettings({}));
  });

  it.each(["0", "65536", "5000a", "-1", "50.5"])("refuses BACKEND_PORT=%s and names the variable", (port) => {
    expect(() => parseStartSettings({ BACKEND_PORT: port })).toThrow(SettingError);
    expect(() => parseStartSettings({ BACKEND_PORT: port })).toThrow(`BACKEND_PORT=${port}`);
  });

  it("refuses two parts on one port and names both variables", () => {
    expect(() => parseStartSettings({ XRAY_CONSOLE_PORT: "5000" })).toThrow(
      /XRAY_CONSOLE_PORT and BACKEND_PORT/,
    );
  });

  it("needs no port for the embedded Postgres when a database is given", () => {
    const settings = parseStartSettings({ DATABASE_URL: "postgres://localhost/cruddur" });
    expect(requiredPorts(settings).map((port) => port.name)).not.toContain("EMBEDDED_POSTGRES_PORT");
  });
});

describe("mergeEnvironment", () => {
  it("lets a variable of the process win over .env", () => {
    const env = mergeEnvironment({ BACKEND_PORT: "5001" }, "BACKEND_PORT=5002\nFRONTEND_PORT=3001\n");
    expect(env).toMatchObject({ BACKEND_PORT: "5001", FRONTEND_PORT: "3001" });
  });
});
