// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { resizeWindow } from "../../testing/browser/layout.ts";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import type { AppRequest } from "../../testing/app-requests.ts";
import { makeAwsRequest, makeRemoteRequest } from "../../testing/make-call-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { readTable, textOf } from "../../testing/read-table.ts";

const STOCK = "SELECT qty FROM stock WHERE sku = $1";
const ORDERS = "SELECT id FROM orders WHERE user_uuid = $1";

/** What is typed is in the address by then. */
const RESTED_MS = 400;

let made = 0;
/** So many requests, one every ten seconds of the last minutes. */
function requests(count: number, request: (index: number) => Partial<AppRequest>): object[] {
  return Array.from({ length: count }, (_, index) => {
    made += 1;
    const agoSec = 20 + index * 10;
    return makeRequest(traceIdOf(made, agoSec), { agoSec, ...request(index) });
  });
}

/** A checkout that reads the stock of each of eight things, and a list of orders that reads once. */
const repeating = () => [
  ...requests(30, () => ({
    method: "POST",
    path: "/api/checkout",
    durationMs: 200,
    queries: Array.from({ length: 8 }, () => STOCK),
  })),
  ...requests(30, () => ({ path: "/api/orders", durationMs: 20, queries: [ORDERS] })),
];

const rows = () => readTable("Calls").slice(1);
const verdict = () => textOf(screen.getByRole("heading", { level: 1 }));
const side = () => screen.getByRole("complementary", { name: "The call" });

describe("statements", () => {
  test("are in the order of the time that they took, with how often a request repeats them", async () => {
    await openConsole("/calls", repeating());
    const [stock = [], orders = []] = rows();
    expect(stock[0]).toBe(`${STOCK}cruddur@127.0.0.1 by backend-flask`);
    expect(stock[3]).toBe("×8in a row");
    expect(orders[0]).toContain(ORDERS);
    expect(orders[3]).toBe("×1");
    expect(stock[6]).toBe("0");
    expect(verdict()).toBe("POST /api/checkout runs select stock 8 times, one after another.");
    const [finding] = screen.getAllByRole("listitem").map(textOf);
    expect(finding).toMatch(
      /^select stock is called 8 times a request by POST \/api\/checkout, at most 8 times/,
    );
  });

  test("tell who asks, one usual request and the better query", async () => {
    await openConsole("/calls/sql", repeating());
    const panel = within(side());
    expect(panel.getByRole("heading", { name: /^select stock/ })).toBeTruthy();
    expect(readTable("Asked for by")[1]).toEqual(["POST /api/checkout", "16", "×8", "100 %"]);
    expect(textOf(side())).toContain("8 times one after another");
    expect(textOf(side())).toContain("WHERE sku = ANY($1)");
    expect(panel.getByRole("link", { name: "Open the trace" }).getAttribute("href")).toMatch(/^\/traces\/1-/);
  });

  test("the row that is chosen is in the address and stays after a reload", async () => {
    const { user, query, reload } = await openConsole("/calls/sql", repeating());
    await user.click(screen.getByRole("button", { name: /from orders/i }));
    await settle();
    expect(query()["call"]).toBeTruthy();
    expect(within(side()).getByRole("heading", { name: /^select orders/ })).toBeTruthy();
    await reload();
    expect(within(side()).getByRole("heading", { name: /^select orders/ })).toBeTruthy();
    expect(textOf(side())).not.toContain("ANY(");
  });

  test("are sorted by each head and turned round by a second press", async () => {
    const { user, query } = await openConsole("/calls/sql", repeating());
    const names = () => rows().map(([name = ""]) => /from (\w+)/i.exec(name)?.[1]);
    expect(names()).toEqual(["stock", "orders"]);
    const head = () => screen.getByRole("button", { name: "Sort by calls per request" });
    await user.click(head());
    await user.click(head());
    await settle();
    expect(query()["sort"]).toBe("-repeats");
    expect(names()).toEqual(["orders", "stock"]);
    await user.keyboard("s");
    await settle();
    expect(query()["sort"]).toBe("mean");
  });

  test("are found by their text, and Escape shows all again", async () => {
    const { user } = await openConsole("/calls/sql", repeating());
    await user.keyboard("/user_uuid");
    await passTime(RESTED_MS);
    expect(rows()).toHaveLength(1);
    await user.keyboard("x");
    await passTime(RESTED_MS);
    expect(screen.getByText("None of 2 has that")).toBeTruthy();
    await user.keyboard("{Escape}");
    await passTime(RESTED_MS);
    expect(rows()).toHaveLength(2);
  });

  test("lead to the traces with such calls", async () => {
    const { user, query } = await openConsole("/calls/sql", repeating());
    await user.click(screen.getByRole("link", { name: "View the traces" }));
    await settle();
    expect(query()["filter"]).toBe(
      'edge(id(name: "backend-flask"), id(name: "cruddur@127.0.0.1", type: "Database::SQL"))',
    );
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("other calls", () => {
  test("of AWS tell the resource, what was throttled and tried again", async () => {
    const calls = Array.from({ length: 60 }, (_, index) =>
      makeAwsRequest(index, index % 10 === 0 ? 429 : 200, index % 2),
    );
    const { user } = await openConsole("/calls/sql", calls);
    expect(screen.getByText("No statement was recorded")).toBeTruthy();
    await user.click(screen.getByRole("link", { name: /^AWS/ }));
    await settle();
    const [row = []] = rows();
    expect(row[0]).toBe("GetItem productsDynamoDB by backend-flask");
    expect(row[6]).toBe("10 %");
    expect(verdict()).toBe("products has throttled 10 % of GetItem.");
    expect(textOf(side())).toContain("Throttled6Tried again30");
  });

  test("of other services are one for all ids in their path", async () => {
    await openConsole(
      "/calls/remote",
      Array.from({ length: 5 }, (_, index) => makeRemoteRequest(index)),
    );
    const [row = [], ...more] = rows();
    expect(more).toEqual([]);
    expect(row[0]).toBe("POST api.stripe.com/v1/charges/:idapi.stripe.com by backend-flask");
    expect(verdict()).toMatch(/^Nothing stands out\. 1 URL, /);
    expect(textOf(side())).not.toContain("Throttled");
  });
});

test("an error says so, and can be tried again", async () => {
  const stop = theXray().answerInstead("/figures.json", () =>
    errorAnswer(500, "InternalFailure", "The disk is full"),
  );
  const { user } = await openConsole("/calls");
  expect(screen.getByRole("alert").textContent).toMatch(/Try again/);
  stop();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await settle();
  expect(screen.getByText("No statement was recorded")).toBeTruthy();
});

const focused = () => textOf(document.activeElement);
const heading = () => textOf(within(side()).getByRole("heading", { name: /^select / }));

describe("by the keyboard", () => {
  test("J and K walk the rows without choosing, and Enter chooses the one that has the focus", async () => {
    const { user, query } = await openConsole("/calls/sql", repeating());
    await user.keyboard("jj");
    expect(focused()).toBe(ORDERS);
    // The last row is the end.
    await user.keyboard("j");
    expect(focused()).toBe(ORDERS);
    expect(query()).toEqual({});
    expect(heading()).toMatch(/^select stock/);
    await user.keyboard("{Enter}");
    await settle();
    expect(heading()).toMatch(/^select orders/);
    await user.keyboard("k{Enter}");
    await settle();
    expect(focused()).toBe(STOCK);
    expect(heading()).toMatch(/^select stock/);
  });

  test("N and P walk the findings, and Enter opens the traces of one", async () => {
    const failing = requests(30, () => ({ path: "/api/orders", queries: [ORDERS], status: 500 }));
    const { user, query, address } = await openConsole("/calls/sql", [...repeating(), ...failing]);
    await user.keyboard("n");
    expect(focused()).toMatch(/^select stock is called 8 times a request/);
    await user.keyboard("n");
    expect(focused()).toBe("select orders fails in 50 % of 60 calls of backend-flask.Show the requests");
    await user.keyboard("p");
    expect(focused()).toMatch(/^select stock/);
    await user.keyboard("n{Enter}");
    await settle();
    expect(address()).toMatch(/^\/traces\?/);
    expect(query()["filter"]).toMatch(/\) \{ fault OR error \}$/);
    expect(readTable("Traces").slice(1)).toHaveLength(30);
  });
});

test("the menu of targets shows the calls of one table, and all again", async () => {
  const calls = Array.from({ length: 6 }, (_, index) =>
    makeAwsRequest(index, 200, 0, index < 4 ? "products" : "posts"),
  );
  const { user, query } = await openConsole("/calls/aws?call=gone", calls);
  const choose = async (name: string) => {
    await user.click(screen.getByRole("button", { name: /^Resource/ }));
    await user.click(screen.getByRole("menuitemradio", { name }));
    await settle();
    return rows().map(([text = ""]) => text);
  };
  expect(await choose("posts")).toEqual(["GetItem postsDynamoDB by backend-flask"]);
  // The row that was chosen may not be among them.
  expect(query()).toEqual({ target: "posts|AWS::DynamoDB::Table" });
  expect(within(side()).getByRole("heading", { name: /^GetItem posts/ })).toBeTruthy();
  expect(await choose("all 2")).toHaveLength(2);
  expect(query()).toEqual({});
});

test("against the range before a statement got slower, and against nothing it did not", async () => {
  const run = (durationMs: number, fromSec: number) =>
    requests(60, (index) => ({
      agoSec: fromSec + index * 14,
      path: "/api/orders",
      durationMs,
      queries: [ORDERS],
    }));
  const { user, query, xray } = await openConsole("/calls/sql", [...run(20, 910), ...run(200, 10)]);
  expect(verdict()).toBe("select orders got slower.");
  expect(rows()[0]?.[5]).toMatch(/was \d+ ms$/);
  const choose = async (against: string) => {
    await user.click(screen.getByRole("button", { name: /^Against/ }));
    await user.click(screen.getByRole("menuitemradio", { name: against }));
    await settle();
  };
  // What it was before says nothing of yesterday, of which nothing is known yet.
  const release = xray.hold("/figures.json");
  await choose("the same time yesterday");
  expect(rows()[0]?.[5]).not.toContain("was");
  await release();
  await choose("nothing");
  expect(query()).toEqual({ against: "none" });
  expect(verdict()).toMatch(/^Nothing stands out\. 1 statement, /);
  expect(rows()[0]?.[5]).not.toContain("was");
  expect(textOf(side())).toContain("as before");
});

test("while another range is added up the table of the last one stays, dimmed, and goes when that fails", async () => {
  const { user, xray } = await openConsole("/calls/sql", repeating());
  const isDimmed = () => screen.getByRole("table", { name: "Calls" }).closest(".answer-stale") !== null;
  const release = xray.hold("/figures.json");
  const stop = xray.answerInstead("/figures.json", () =>
    errorAnswer(500, "InternalFailure", "The disk is full"),
  );
  await user.click(screen.getByRole("button", { name: /^Time range/ }));
  await user.click(screen.getByRole("menuitemradio", { name: "Last hour" }));
  await passTime(300);
  expect(isDimmed()).toBe(true);
  expect(rows()).toHaveLength(2);
  expect(screen.getAllByRole("status").map(textOf)).toContain("Adding up all calls");
  await release();
  await settle();
  expect(screen.queryByRole("table", { name: "Calls" })).toBeNull();
  stop();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await settle();
  expect(isDimmed()).toBe(false);
});

test("in a narrow window a row opens its call as a sheet, which Escape closes", async () => {
  resizeWindow({ width: 390 });
  const { user, query } = await openConsole("/calls/sql?q=select", repeating());
  const sheet = () => screen.queryByRole("dialog", { name: "The call" });
  expect(sheet()).toBeNull();
  expect(screen.queryByRole("complementary", { name: "The call" })).toBeNull();
  await user.keyboard("jj{Enter}");
  await settle();
  expect(textOf(sheet())).toMatch(/^select orders/);
  await user.keyboard("{Escape}");
  expect(sheet()).toBeNull();
  // Escape did one thing, and the focus is back on the row.
  expect(query()["q"]).toBe("select");
  expect(focused()).toBe(ORDERS);
});

test("a usual request that is not kept any more is said so, and the rest is told", async () => {
  const none = { json: async (): Promise<unknown> => ({ Traces: [], UnprocessedTraceIds: [] }) };
  theXray().answerInstead("/Traces", () => Object.assign(new Response(), none));
  await openConsole("/calls/sql", repeating());
  expect(textOf(side())).toContain("Its trace is not kept any more.");
  expect(textOf(side())).toContain("WHERE sku = ANY($1)");
  expect(within(side()).queryByRole("figure")).toBeNull();
});
