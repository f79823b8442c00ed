// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import type { AppRequest } from "../../testing/app-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { readColumn, readTable, textOf } from "../../testing/read-table.ts";

const TABLE = "Services and endpoints";
/** What is typed is in the address by then. */
const RESTED_MS = 400;

let made = 0;
/** Requests every five seconds of the last 14 minutes. */
function every5s(request: (agoSec: number) => Partial<AppRequest>): object[] {
  return Array.from({ length: 168 }, (_, index) => {
    const agoSec = 840 - index * 5;
    made += 1;
    return makeRequest(traceIdOf(made, agoSec), { agoSec, queries: [], ...request(agoSec) });
  });
}

const steady = () => every5s((agoSec) => ({ path: "/api/home", durationMs: 20 + (agoSec % 3) }));
const slowSince = (sec: number) =>
  every5s((agoSec) => ({ method: "POST", path: "/api/checkout", durationMs: agoSec > sec ? 40 : 400 }));
const failingSince = (sec: number) =>
  every5s((agoSec) => ({
    service: "payment",
    path: "/charge",
    durationMs: 30,
    status: agoSec <= sec && agoSec % 10 === 0 ? 500 : 200,
  }));
const head = (name: string) =>
  within(screen.getByRole("table")).getByRole("button", { name: `Sort by ${name}` });
const sortedBy = (name: string) => head(name).closest("th")?.ariaSort;
const names = () => readColumn(TABLE, 0);
const verdict = () => textOf(screen.getByRole("heading", { level: 1 }));
const findings = () => screen.queryAllByRole("listitem").map(textOf);
const cellsOf = (name: RegExp) => readTable(TABLE).find(([first = ""]) => name.test(first)) ?? [];

describe("the table", () => {
  test("has each service with its endpoints, their rates and percentiles", async () => {
    await openConsole("/services", steady());
    expect(names()).toEqual(["backend-flask", "GET/api/home"]);
    const [, rate, p50, p95, , change, , errors, , faults] = cellsOf(/home/);
    expect(rate).toBe("11");
    expect(p50).toBe("21ms");
    expect(p95).toBe("22ms");
    expect([change, errors, faults]).toEqual(["as before", "0", "0"]);
    expect(verdict()).toBe("Nothing got worse. 1 service answered 168 requests.");
    expect(findings()).toEqual([]);
  });

  test("says which endpoint got slow, and since when", async () => {
    await openConsole("/services", [...steady(), ...slowSince(300)]);
    expect(verdict()).toBe("One endpoint got slower.");
    const [finding = ""] = findings();
    expect(finding).toMatch(/^POST \/api\/checkout of backend-flask: p95 399 ms, was 40 ms until 14:3[45]\./);
    const [, , , p95, , change] = cellsOf(/checkout/);
    expect(p95).toBe("399ms");
    expect(change).toMatch(/^×9\.9 was 40 ms, since 14:3[45]$/);
    expect(names()).toEqual(["backend-flask", "POST/api/checkout", "GET/api/home"]);
  });

  test("says which one began to fail, before those that are slow", async () => {
    await openConsole("/services", [...slowSince(300), ...failingSince(200)]);
    expect(verdict()).toBe("One endpoint got slower, one started to fail.");
    const [first = "", second = ""] = findings();
    expect(first).toMatch(/^GET \/charge of payment: 49 % faults, were 0 % until 14:36\. They began in it\./);
    expect(second).toMatch(/^POST \/api\/checkout of backend-flask/);
    expect(cellsOf(/charge/).at(-1)).toMatch(/^49 %was 0 %$/);
    expect(names()[0]).toBe("payment");
  });

  test("compares with the range before where nothing changed within this one", async () => {
    const before = Array.from({ length: 40 }, (_, index) =>
      makeRequest(traceIdOf(9000 + index, 1000 + index * 10), {
        agoSec: 1000 + index * 10,
        path: "/api/home",
        durationMs: 5,
        queries: [],
      }),
    );
    const { user } = await openConsole("/services", [...before, ...steady()]);
    expect(cellsOf(/home/)[5]).toBe("×4.4 was 5.0 ms before");
    await user.click(screen.getByRole("button", { name: /^Against/ }));
    await user.click(screen.getByRole("menuitemradio", { name: "nothing" }));
    await settle();
    expect(cellsOf(/home/)[5]).toBe("as before");
  });

  test("says both of one that got slower first and fails later", async () => {
    const requests = every5s((agoSec) => ({
      path: "/charge",
      durationMs: agoSec > 500 ? 40 : 400,
      status: agoSec <= 200 && agoSec % 10 === 0 ? 500 : 200,
    }));
    await openConsole("/services", requests);
    expect(verdict()).toBe("One endpoint got slower, one started to fail.");
    expect(cellsOf(/charge/)[5]).toMatch(/^×9\.9 was 40 ms, since 14:31faults were 0 %, since 14:36$/);
    expect(cellsOf(/charge/).at(-1)).toMatch(/was 0 %$/);
    expect(findings()).toHaveLength(2);
  });

  test("compares with the same time yesterday and with a version, as every view that the address leads to", async () => {
    const yesterday = every5s((agoSec) => ({ agoSec: agoSec + 86_400, path: "/api/home", durationMs: 5 }));
    const versions = [...steady(), ...slowSince(300)].map((request, index) =>
      Object.assign(request, { service: { version: index % 2 === 0 ? "2.4.0" : "2.4.1" } }),
    );
    const { user, query } = await openConsole("/services", [...yesterday, ...versions]);
    expect(cellsOf(/home/)[5]).toBe("as before");
    const choose = async (name: string) => {
      await user.click(screen.getByRole("button", { name: /^Against/ }));
      await user.click(screen.getByRole("menuitemradio", { name }));
      await settle();
    };
    await choose("the same time yesterday");
    expect(query()).toEqual({ against: "day" });
    expect(cellsOf(/home/)[5]).toBe("×4.4 was 5.0 ms before");
    expect(cellsOf(/checkout/)[5]).toMatch(/^×9\.9 was/);
    await choose("version 2.4.0");
    expect(query()).toEqual({ against: "version:2.4.0" });
    expect(cellsOf(/home/)[5]).toBe("as before");
    await user.keyboard("gt");
    await settle();
    expect(query()).toEqual({ against: "version:2.4.0" });
  });

  test("says so where requests are too few to tell", async () => {
    await openConsole("/services", [makeRequest(traceIdOf(1))]);
    expect(cellsOf(/home/)[5]).toBe("too few to tell, 1");
  });
});

describe("what leads on", () => {
  test("a finding leads to what is different since then, one that fails to its faults", async () => {
    const { user, query, address } = await openConsole("/services", [
      ...slowSince(300),
      ...failingSince(200),
    ]);
    const links = within(screen.getByRole("list", { name: "Findings" })).getAllByRole("link");
    expect(links[1]?.getAttribute("href")).toMatch(
      /^\/sets\?filter=service.*CONTAINS.*checkout.*&a=%5B17955308[5-9]\d~179553120[01]%5D&b=rest$/,
    );
    await user.click(links[0] ?? document.body);
    await settle();
    expect(address()).toMatch(/^\/traces/);
    expect(query()["filter"]).toBe(
      'service(id(name: "payment")) { http.method = "GET" AND http.url CONTAINS "/charge" AND fault }',
    );
    const rows = readTable("Traces").slice(1);
    expect(rows).toHaveLength(20);
  });

  test("the time of a change brushes the list from there", async () => {
    const { user, query } = await openConsole("/services", slowSince(300));
    await user.click(within(screen.getByRole("table")).getByRole("link", { name: /^14:3/ }));
    await settle();
    expect(query()["brush"]).toMatch(/^17955308[5-9]\d~179553120[01],0~86400$/);
    expect(readTable("Traces").slice(1).length).toBeLessThan(70);
  });

  test("J, K and Enter go through the rows, N to the first finding", async () => {
    const { user, address } = await openConsole("/services", slowSince(300));
    await user.keyboard("n");
    expect(textOf(document.activeElement)).toContain("POST /api/checkout of backend-flask");
    await user.keyboard("jj");
    expect(textOf(document.activeElement)).toBe("/api/checkout");
    await user.keyboard("k");
    expect(textOf(document.activeElement)).toBe("backend-flask");
    await user.keyboard("j{Enter}");
    await settle();
    expect(address()).toBe("/services/backend-flask/POST%20/api/checkout");
  });

  test("G V opens the view, and the palette does", async () => {
    const { user, address } = await openConsole("/traces?timeRange=PT1H");
    await user.keyboard("gv");
    await settle();
    expect(address()).toBe("/services?timeRange=PT1H");
  });
});

describe("what the address keeps", () => {
  test("the order: a head sorts by its column, once more turns it round", async () => {
    const { user, query, reload } = await openConsole("/services", [
      ...steady(),
      ...slowSince(300),
      ...failingSince(200),
    ]);
    await user.click(head("p95"));
    expect(query()).toEqual({ sort: "p95" });
    expect(sortedBy("p95")).toBe("descending");
    await user.click(head("p95"));
    expect(query()).toEqual({ sort: "-p95" });
    await reload();
    expect(sortedBy("p95")).toBe("ascending");
  });

  test("S goes through the orders", async () => {
    const { user, query } = await openConsole("/services", steady());
    await user.keyboard("s");
    expect(query()).toEqual({ sort: "rate" });
    await user.keyboard("{Shift>}S{/Shift}");
    expect(query()).toEqual({ sort: "name" });
  });

  test("endpoints alone, with their service", async () => {
    const { user, query } = await openConsole("/services", [...steady(), ...failingSince(200)]);
    await user.click(screen.getByRole("button", { name: "Endpoints" }));
    expect(query()).toEqual({ by: "endpoint" });
    expect(names()).toEqual(["GET/chargepayment", "GET/api/homebackend-flask"]);
  });

  test("folded services, also by the arrow keys", async () => {
    const { user, query, reload } = await openConsole("/services", steady());
    await user.click(screen.getByRole("button", { name: "backend-flask" }));
    expect(names()).toEqual(["backend-flask"]);
    expect(query()).toEqual({ fold: "backend-flask" });
    await reload();
    expect(names()).toEqual(["backend-flask"]);
    screen.getByRole("button", { name: "backend-flask" }).focus();
    await user.keyboard("{ArrowRight}");
    expect(names()).toHaveLength(2);
  });

  test("what is looked for; nothing that is called so is said", async () => {
    const { user, query } = await openConsole("/services", [...steady(), ...failingSince(200)]);
    await user.keyboard("/charge");
    await passTime(RESTED_MS);
    expect(query()).toEqual({ q: "charge" });
    expect(names()).toEqual(["payment", "GET/charge"]);
    await user.keyboard("x");
    await passTime(RESTED_MS);
    expect(screen.getByRole("heading", { name: "None of 2 endpoints is called chargex" })).toBeDefined();
    await user.keyboard("{Escape}");
    await passTime(RESTED_MS);
    expect(names()).toHaveLength(4);
  });

  test("the group, whose filter narrows what is counted", async () => {
    await theXray().call("/CreateGroup", { GroupName: "pay", FilterExpression: 'service("payment")' });
    await openConsole("/services?group=pay", [...steady(), ...failingSince(200)]);
    expect(names()).toEqual(["payment", "GET/charge"]);
  });
});

describe("without figures", () => {
  test("nothing in the range is told, with the way out", async () => {
    await openConsole("/services");
    expect(screen.getByRole("heading", { name: "No service answered a request" })).toBeDefined();
    expect(screen.queryByRole("table")).toBeNull();
  });

  test("an error of the server is told, and asked again", async () => {
    const stop = theXray().answerInstead("/figures.json", () =>
      errorAnswer(500, "InternalFailure", "The disk is full"),
    );
    const { user } = await openConsole("/services", steady());
    expect(screen.getByText(/The disk is full/)).toBeDefined();
    stop();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await settle();
    expect(names()).toHaveLength(2);
  });

  test("that take long, it says what is done", async () => {
    const release = theXray().hold("/figures.json");
    await openConsole("/services", steady());
    await passTime(300);
    expect(screen.getByRole("heading", { name: "Adding up all requests" })).toBeDefined();
    await release();
    await settle();
    expect(names()).toHaveLength(2);
  });
});
