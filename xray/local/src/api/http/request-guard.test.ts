import { describe, expect, it } from "vitest";
import { requestRefusal } from "./request-guard.ts";

const local = "localhost:2001";

describe("requestRefusal", () => {
  it.each([
    ["localhost:2001"],
    ["LOCALHOST"],
    ["xray.localhost:2001"],
    ["127.0.0.1:2001"],
    ["[::1]:2001"],
    ["192.168.1.7:2001"],
    ["xray:2001"],
    ["host.docker.internal:2001"],
  ])("serves the host %s, which no foreign name can stand for", (host) => {
    expect(requestRefusal({ host }, [])).toBeUndefined();
  });

  it.each([
    ["evil.example:2001"],
    ["printer.local"],
    ["internal.evil.example"],
    ["localhost.evil.example"],
    ["127.0.0.1.evil.example"],
    ["127.0.0.1@evil.example"],
    ["evil.example/localhost"],
    [""],
    ["[::1"],
    ["localhost:99999999"],
  ])("refuses the host %j, as after DNS rebinding", (host) => {
    expect(requestRefusal({ host }, [])).toMatch(/XRAY_ALLOWED_HOSTS/);
  });

  it("serves the hosts that the user allowed, and all with *", () => {
    expect(requestRefusal({ host: "xray.example:2001" }, ["xray.example"])).toBeUndefined();
    expect(requestRefusal({ host: "other.example:2001" }, ["xray.example"])).toBeDefined();
    expect(requestRefusal({ host: "other.example:2001" }, ["*"])).toBeUndefined();
  });

  it.each([
    ["no browser", {}],
    ["an older browser on the same origin", { origin: "http://localhost:2001" }],
    ["a page of the same origin", { origin: "http://localhost:2001", "sec-fetch-site": "same-origin" }],
    ["an address typed by the user", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }],
    ["a link on another site", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }],
    [
      "a proxy in front of the same origin",
      { origin: "http://localhost:2002", "sec-fetch-site": "same-origin" },
    ],
  ])("serves %s", (_who, headers) => {
    expect(requestRefusal({ host: local, ...headers }, [])).toBeUndefined();
  });

  it.each([
    ["an older browser's page of another origin", { origin: "https://evil.example" }],
    ["a page of another port", { origin: "http://localhost:3000", "sec-fetch-site": "same-site" }],
    ["a fetch without CORS", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }],
    [
      "a form of another site",
      { origin: "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
    ],
    ["a sandboxed frame", { origin: "null", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" }],
    ["an origin that only looks alike", { origin: "http://localhost:2001.evil.example" }],
  ])("refuses %s", (_who, headers) => {
    expect(requestRefusal({ host: local, ...headers }, ["*"])).toMatch(/another origin/);
  });
});
