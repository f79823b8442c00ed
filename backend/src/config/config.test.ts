import { describe, expect, test } from "vitest";
import { ConfigError, parseConfig, parseEmbeddedConfig } from "./config.ts";

describe("parseConfig", () => {
  test("needs no variable at all", () => {
    expect(parseConfig({})).toEqual({
      host: "127.0.0.1",
      port: 5000,
      frontendOrigin: "http://localhost:3000",
      logLevel: "info",
      database: {
        url: "postgresql://postgres@127.0.0.1:5433/cruddur",
        embedded: true,
        poolSize: 1,
        tls: "url",
      },
      scenarios: true,
      tracing: {
        daemon: { udp: { host: "127.0.0.1", port: 2000 }, tcp: { host: "127.0.0.1", port: 2000 } },
        dynamicNaming: undefined,
      },
    });
  });

  test("takes an empty variable for one that is not set", () => {
    expect(parseConfig({ BACKEND_PORT: " ", DATABASE_URL: "", AWS_XRAY_URL: "" })).toEqual(parseConfig({}));
  });

  test("uses a Postgres of the user's own with a pool of the size asked for", () => {
    const url = "postgres://cruddur@db:5432/cruddur";
    const { database } = parseConfig({ DATABASE_URL: url, DATABASE_POOL_SIZE: "4" });
    expect(database).toEqual({ url, embedded: false, poolSize: 4, tls: "url" });
  });

  test.each([
    ["ecs", ["ecs"]],
    [" EC2, elastic_beanstalk,", ["ec2", "elastic_beanstalk"]],
  ])("takes AWS_XRAY_PLUGINS=%s for a list", (AWS_XRAY_PLUGINS, expected) => {
    expect(parseConfig({ AWS_XRAY_PLUGINS }).tracing?.resource?.plugins).toEqual(expected);
  });

  test("leaves tracing out for TRACING=off, in any case of letters", () => {
    expect(parseConfig({ TRACING: "OFF" }).tracing).toBeUndefined();
  });

  test.each([
    ["", "", true],
    ["", "development", true],
    ["auto", "production", false],
    ["on", "production", true],
    ["off", "", false],
  ])("offers scenarios or not: SCENARIOS=%s, NODE_ENV=%s", (SCENARIOS, NODE_ENV, expected) => {
    expect(parseConfig({ SCENARIOS, NODE_ENV }).scenarios).toBe(expected);
  });

  test("keeps only the origin of the front end's address", () => {
    expect(parseConfig({ FRONTEND_URL: "https://cruddur.example/app/" }).frontendOrigin).toBe(
      "https://cruddur.example",
    );
  });

  test.each([
    ["rename", "rename"],
    ["", "annotate"],
  ])("names requests by host in the mode %o as %s", (mode, expected) => {
    const { tracing } = parseConfig({ AWS_XRAY_URL: "*localhost:5000*", AWS_XRAY_URL_MODE: mode });
    expect(tracing?.dynamicNaming).toEqual({ pattern: "*localhost:5000*", mode: expected });
  });

  test.each([
    ["BACKEND_PORT", "80a", /whole number/],
    ["BACKEND_PORT", "0", /at least 1/],
    ["BACKEND_PORT", "70000", /at most 65535/],
    ["DATABASE_POOL_SIZE", "0", /at least 1/],
    ["FRONTEND_URL", "localhost:3000", /http or https URL/],
    ["FRONTEND_URL", "ftp://localhost", /http or https URL/],
    ["DATABASE_URL", "mysql://localhost/cruddur", /postgresql:\/\//],
    ["DATABASE_URL", "postgres://localhost", /postgresql:\/\//],
    ["DATABASE_URL", "postgres://me:50%@localhost/cruddur", /%25/],
    ["DATABASE_URL", "postgres://localhost/50%", /%25/],
    ["DATABASE_TLS", "yes", /url, rds/],
    ["TRACING", "maybe", /on, off/],
    ["AWS_XRAY_PLUGINS", "ecs,fargate", /ec2, ecs, eks, elastic_beanstalk/],
    ["ECS_CONTAINER_METADATA_URI_V4", "169.254.170.2", /URL/],
    ["AWS_XRAY_URL_MODE", "replace", /annotate, rename/],
    ["LOG_LEVEL", "loud", /trace, debug/],
  ])("names %s=%s as wrong", (name, value, reason) => {
    const parse = () => parseConfig({ [name]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(name);
    expect(parse).toThrow(reason);
  });

  test("names everything that is wrong at once", () => {
    expect(() => parseConfig({ BACKEND_PORT: "x", TRACING: "maybe" })).toThrow(/BACKEND_PORT[\s\S]*TRACING/);
  });

  test("does not repeat a database address that may hold a password", () => {
    expect(() => parseConfig({ DATABASE_URL: "mysql://me:secret@db/cruddur" })).toThrow(/^(?!.*secret)/);
  });
});

describe("AWS_XRAY_DAEMON_ADDRESS", () => {
  test.each([
    ["xray-daemon:2000", { host: "xray-daemon", port: 2000 }, { host: "xray-daemon", port: 2000 }],
    ["tcp:a:1 udp:b:2", { host: "b", port: 2 }, { host: "a", port: 1 }],
    ["udp:b:2   tcp:a:1", { host: "b", port: 2 }, { host: "a", port: 1 }],
  ])("is understood as %o", (text, udp, tcp) => {
    expect(parseConfig({ AWS_XRAY_DAEMON_ADDRESS: text }).tracing?.daemon).toEqual({ udp, tcp });
  });

  test.each([
    ["http://127.0.0.1:2000", /not a URL/],
    ["xray-daemon", /no port/],
    ["xray-daemon:", /no port/],
    ["xray-daemon:x", /port from 1 to 65535/],
    [":2000", /no host/],
    ["::1:2000", /IPv6/],
    ["udp:127.0.0.1:2000", /both tcp and udp/],
    ["udp:a:1 udp:b:2", /both tcp and udp/],
    ["a:1 b:2 c:3", /both tcp and udp/],
    ["tcp:a:1 udp:b", /no port/],
  ])("refuses %o and says why", (text, reason) => {
    const parse = () => parseConfig({ AWS_XRAY_DAEMON_ADDRESS: text });
    expect(parse).toThrow(reason);
    expect(parse).toThrow("AWS_XRAY_DAEMON_ADDRESS");
  });
});

test("the embedded Postgres has its port and its folder from two variables", () => {
  expect(parseEmbeddedConfig({})).toEqual({ port: 5433, directory: ".data/postgres" });
  expect(parseEmbeddedConfig({ EMBEDDED_POSTGRES_PORT: "6000", EMBEDDED_POSTGRES_DIR: "/data" })).toEqual({
    port: 6000,
    directory: "/data",
  });
});
