import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, it } from "vitest";
import { requestRefusal } from "./request-guard.ts";

const local = "localhost:2001";

function refusalOf(
  headers: IncomingHttpHeaders,
  allowedHosts: readonly string[] = [],
  target: { path?: string; authority?: string } = {},
): string | undefined {
  return requestRefusal(headers, { path: "/traces", ...target }, allowedHosts);
}

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
    expect(refusalOf({ host })).toBeUndefined();
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
    expect(refusalOf({ host })).toMatch(/XRAY_ALLOWED_HOSTS/);
  });

  it("serves the hosts that the user allowed, and all with *", () => {
    expect(refusalOf({ host: "xray.example:2001" }, ["xray.example"])).toBeUndefined();
    expect(refusalOf({ host: "other.example:2001" }, ["xray.example"])).toBeDefined();
    expect(refusalOf({ host: "other.example:2001" }, ["*"])).toBeUndefined();
  });

  it.each([
    ["no browser", {}],
    ["an older browser on the same origin", { origin: "http://localhost:2001" }],
    ["a page of the same origin", { origin: "http://localhost:2001", "sec-fetch-site": "same-origin" }],
    ["an address typed by the user", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }],
    [
      "a link on another site",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    ],
    [
      "a link in the app beside it",
      { "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    ],
    [
      "a proxy in front of the same origin",
      { origin: "http://localhost:2002", "sec-fetch-site": "same-origin" },
    ],
  ])("serves %s", (_who, headers) => {
    expect(refusalOf({ host: local, ...headers })).toBeUndefined();
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
    expect(refusalOf({ host: local, ...headers }, ["*"])).toMatch(/another origin/);
  });

  it.each(["iframe", "frame", "object", "embed", ""])("puts no page into a foreign %s", (dest) => {
    const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": dest };
    expect(refusalOf({ host: local, ...headers })).toMatch(/another origin/);
  });

  it.each([
    "/stream",
    "/status.json",
    "/traces.ndjson",
    "/compatibility.json",
    "/Traces",
    "/assets/index.js",
    "*",
  ])("lets links of other sites lead to the console's pages alone, not to %s", (path) => {
    const link = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    expect(refusalOf({ host: local, ...link }, [], { path })).toMatch(/another origin/);
    const typed = { ...link, "sec-fetch-site": "none" };
    expect(refusalOf({ host: local, ...typed }, [], { path })).toBeUndefined();
  });

  it("needs no host of clients that name none, which no browser is", () => {
    expect(refusalOf({})).toBeUndefined();
    expect(refusalOf({ origin: "https://evil.example" })).toMatch(/another origin/);
  });

  it("looks at the host in the target too", () => {
    expect(refusalOf({ host: local }, [], { authority: local })).toBeUndefined();
    expect(refusalOf({ host: local }, [], { authority: "evil.example" })).toMatch(/evil.example/);
    expect(refusalOf({ host: "evil.example" }, [], { authority: local })).toMatch(/evil.example/);
    expect(refusalOf({}, [], { authority: "[" })).toMatch(/"\["/);
  });
});
