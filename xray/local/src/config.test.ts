import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "./config.ts";

const defaults = {
  root: "/repository",
  consoleDirectory: "/repository/xray/console/dist",
  dataDirectory: "/repository/.data/xray",
};

describe("parseConfig", () => {
  it("needs no setting at all", () => {
    expect(parseConfig({}, defaults)).toEqual({
      host: "127.0.0.1",
      daemonPort: 2000,
      consolePort: 2001,
      dataDirectory: "/repository/.data/xray",
      capBytes: 1_000_000_000,
      retentionSec: 2_592_000,
      consoleDirectory: "/repository/xray/console/dist",
      allowedHosts: [],
      region: "us-east-1",
      reach: {},
    });
  });

  it("takes over what the console is to name of the surroundings, where that can be", () => {
    const env = {
      XRAY_DAEMON_ADDRESS: "xray-daemon:2000",
      XRAY_APP_URL: "http://localhost:3100",
      XRAY_APP_REQUEST_URL: "http://localhost:5100/api/activities/home",
    };
    expect(parseConfig(env, defaults).reach).toEqual({
      daemon: "xray-daemon:2000",
      appUrl: "http://localhost:3100",
      requestUrl: "http://localhost:5100/api/activities/home",
    });
    expect(() => parseConfig({ XRAY_APP_URL: "javascript:alert(1)" }, defaults)).toThrow(
      "XRAY_APP_URL=javascript:alert(1) is not an address such as http://localhost:3000",
    );
  });

  it.each([
    ["127.0.0.1:2000"],
    ["localhost:2000"],
    ["http://127.0.0.1:2001"],
    ["http://[::1]:2001/v1/traces"],
    ["http://localhost:2000"],
  ])("does not send on to itself: %s", (XRAY_FORWARD) => {
    expect(() => parseConfig({ XRAY_FORWARD }, defaults)).toThrow(
      `XRAY_FORWARD ${XRAY_FORWARD} leads back here`,
    );
    const elsewhere = { XRAY_FORWARD, XRAY_DAEMON_PORT: "3000", XRAY_CONSOLE_PORT: "3001" };
    expect(parseConfig(elsewhere, defaults).forward).toBeDefined();
  });

  it.each([
    ["500MB", 500_000_000],
    ["1.5 GiB", 1_610_612_736],
    ["20000000", 20_000_000],
    ["2g", 2_000_000_000],
    ["1tb", 1_000_000_000_000],
  ])("reads the size %s", (text, capBytes) => {
    expect(parseConfig({ XRAY_STORE_CAP: text }, defaults)).toMatchObject({ capBytes });
  });

  it.each([
    ["90 minutes", 5_400],
    ["12h", 43_200],
    ["1 day", 86_400],
    ["0.5 d", 43_200],
    ["30s", 30],
  ])("reads the time %s", (text, retentionSec) => {
    expect(parseConfig({ XRAY_RETENTION: text }, defaults)).toMatchObject({ retentionSec });
  });

  it("takes paths from the repository's folder unless they are absolute", () => {
    const config = parseConfig({ XRAY_DATA_DIR: "/elsewhere", XRAY_CONSOLE_DIR: "built" }, defaults);
    expect(config).toMatchObject({ dataDirectory: "/elsewhere", consoleDirectory: "/repository/built" });
  });

  it("lists the hosts that are served", () => {
    const config = parseConfig({ XRAY_ALLOWED_HOSTS: "xray-local:2001, Traces.example " }, defaults);
    expect(config.allowedHosts).toEqual(["xray-local", "traces.example"]);
  });

  it("takes an empty setting for none", () => {
    expect(parseConfig({ XRAY_DAEMON_PORT: "", XRAY_STORE_CAP: "  " }, defaults)).toEqual(
      parseConfig({}, defaults),
    );
  });

  it.each([
    [{ XRAY_DAEMON_PORT: "two thousand" }, "XRAY_DAEMON_PORT=two thousand is not a port"],
    [{ XRAY_CONSOLE_PORT: "70000" }, "XRAY_CONSOLE_PORT=70000 is not a port"],
    [{ XRAY_CONSOLE_PORT: "-1" }, "XRAY_CONSOLE_PORT=-1 is not a port"],
    [{ XRAY_STORE_CAP: "lots" }, "XRAY_STORE_CAP=lots is not a size"],
    [{ XRAY_STORE_CAP: "1MB" }, "XRAY_STORE_CAP=1MB is not a size of at least 10MB"],
    [{ XRAY_RETENTION: "forever" }, "XRAY_RETENTION=forever is not a time"],
    [{ XRAY_RETENTION: "0 days" }, "XRAY_RETENTION=0 days is not a time"],
    [{ XRAY_DAEMON_PORT: "2001" }, "XRAY_DAEMON_PORT and XRAY_CONSOLE_PORT are both 2001"],
  ])("names the setting of %j", (env, message) => {
    expect(() => parseConfig(env, defaults)).toThrow(ConfigError);
    expect(() => parseConfig(env, defaults)).toThrow(message);
  });

  it("names all wrong settings at once", () => {
    const env = { XRAY_DAEMON_PORT: "x", XRAY_RETENTION: "y" };
    expect(() => parseConfig(env, defaults)).toThrow(/XRAY_DAEMON_PORT=x.*XRAY_RETENTION=y/);
  });
});
