// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { EVERYWHERE } from "../links.ts";
import { servicePath } from "../service-link.ts";
import { makeRequest, traceIdOf } from "../testing/app-requests.ts";
import type { AppRequest } from "../testing/app-requests.ts";
import { errorAnswer } from "../testing/fake-xray.ts";
import { NOW_SEC, passTime } from "../testing/clock.ts";
import { openConsole, settle, theXray } from "../testing/open-console.tsx";
import { readTable, textOf } from "../testing/read-table.ts";

const CHECKOUT = "/services/checkout/POST%20/api/checkout";
const STOCK = "SELECT qty FROM stock WHERE sku = $1";
const SLOW_SINCE = 500;
const FAILING_SINCE = 200;

/** Requests every five seconds: slow since version 2.4.1, which asks for each item, and failing later. */
function checkouts(): object[] {
  return Array.from({ length: 168 }, (_, index) => {
    const agoSec = 840 - index * 5;
    const isSlow = agoSec <= SLOW_SINCE;
    const request: Partial<AppRequest> = {
      agoSec,
      service: "checkout",
      method: "POST",
      path: "/api/checkout",
      durationMs: isSlow ? 400 : 40,
      queries: isSlow ? Array.from({ length: 10 }, () => STOCK) : [STOCK],
      status: agoSec <= FAILING_SINCE && agoSec % 10 === 0 ? 500 : 200,
    };
    const document = makeRequest(traceIdOf(index, agoSec), request);
    return Object.assign(document, { service: { version: isSlow ? "2.4.1" : "2.4.0" } });
  });
}

const others = () =>
  ["/api/cart", "/api/coupons"].flatMap((path, number) =>
    Array.from({ length: 60 }, (_, index) =>
      makeRequest(traceIdOf(1000 + number * 100 + index, 600 - index), {
        agoSec: 600 - index,
        service: "checkout",
        path,
        durationMs: 12,
      }),
    ),
  );

const title = () => textOf(screen.getByRole("heading", { level: 1 }));
const findings = () => screen.queryAllByRole("link", { name: /^p95|faults/ }).map(textOf);
const section = (name: RegExp) => within(screen.getByRole("region", { name }));

describe("an endpoint", () => {
  test("says what changed, since when, with which version, and what took the time", async () => {
    await openConsole(CHECKOUT, [...checkouts(), ...others()]);
    expect(title()).toBe("checkout / POST /api/checkout");
    const [slow = "", failing = ""] = findings();
    expect(slow).toMatch(
      /^p95 399 ms, was 40 ms until 14:31, when version 2\.4\.1 first answered\. 3\d\d ms of the added 3\d\d ms are select stock: 9\.9 a request, was 1\./,
    );
    expect(failing).toMatch(
      /^49 % faults since 14:36, were 0 %\. .* began in cruddur@127\.0\.0\.1\.Show the 20$/,
    );
    expect(textOf(screen.getByRole("status"))).toMatch(
      /^version 2\.4\.1 since 14:31 · 168 requests, 11 a minute$/,
    );
  });

  test("tells where the time goes, what it calls and what it asks", async () => {
    await openConsole(CHECKOUT, checkouts());
    const layers = within(screen.getByRole("list", { name: "Where the time goes" }));
    expect(layers.getAllByRole("listitem").map(textOf)).toEqual([
      expect.stringMatching(/^checkout\d/),
      expect.stringMatching(/^cruddur@127\.0\.0\.1\d+ms$/),
    ]);
    expect(readTable("Calls")[1]?.slice(0, 1)).toEqual(["cruddur@127.0.0.1select stock"]);
    const [statement] = within(screen.getByRole("list", { name: "Statements" })).getAllByRole("listitem");
    expect(textOf(statement)).toMatch(/^SELECT qty FROM stock WHERE sku = \$1×6\.4100 %$/);
    expect(section(/^Called by/).getByText("No service that is traced.")).toBeDefined();
  });

  test("shows traces to look at, and exceptions that were thrown", async () => {
    const { user, address } = await openConsole(CHECKOUT, checkouts());
    const [newest] = section(/^Failing/).getAllByRole("link", { name: /14:/ });
    expect(textOf(newest)).toMatch(/^14:39:55?.*400ms/);
    expect(section(/^Slowest that worked/).getAllByRole("link")).toHaveLength(5);
    const [errors, exception] = section(/^Exceptions/).getAllByRole("link");
    expect(textOf(exception)).toBe("DatabaseError: deadlock detected20");
    expect(errors?.getAttribute("href")).toBe("/errors");
    expect(exception?.getAttribute("href")).toMatch(/^\/errors\?kind=\w+$/);
    await user.click(section(/^Failing/).getByRole("link", { name: "Show all" }));
    await settle();
    expect(decodeURIComponent(address())).toContain('http.url+CONTAINS+"/api/checkout"+AND+fault');
    expect(readTable("Traces").length).toBe(21);
  });

  test("that did not change says so", async () => {
    await openConsole("/services/checkout/GET%20/api/cart", others());
    expect(textOf(screen.getByText(/^Nothing changed/))).toBe(
      "Nothing changed. 60 requests, p95 12 ms, no faults.",
    );
  });

  test("that is new says so, where something else was recorded before", async () => {
    const before = makeRequest(traceIdOf(5000, 1200), { agoSec: 1200, service: "other" });
    await openConsole("/services/checkout/GET%20/api/cart", [before, ...others()]);
    expect(screen.getByText(/^It is new: there was none before\./)).toBeDefined();
  });

  test("without a request in the range says so", async () => {
    await openConsole("/services/checkout/GET%20/api/none", others());
    expect(screen.getByRole("heading", { name: "No request reached GET /api/none" })).toBeDefined();
  });

  test("whose figures cannot be read says why, and reads them again", async () => {
    const stop = theXray().answerInstead("/figures.json", () =>
      errorAnswer(500, "InternalFailure", "The disk is full"),
    );
    const { user } = await openConsole(CHECKOUT, checkouts());
    expect(screen.getByText(/The disk is full/)).toBeDefined();
    stop();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await settle();
    expect(findings()).toHaveLength(2);
  });
});

describe("the way through them", () => {
  test("Enter on a row of the services opens it, Escape leads back, brackets to the next", async () => {
    const { user, address } = await openConsole("/services", [...checkouts(), ...others()]);
    await user.keyboard("jj{Enter}");
    await settle();
    expect(address()).toBe(CHECKOUT);
    await user.keyboard("]");
    await settle();
    expect(title()).toBe("checkout / GET /api/cart");
    for (const key of ["[[", "[["]) {
      await user.keyboard(key);
      await settle();
    }
    expect(title()).toBe("checkout");
    expect(readTable("Services and endpoints")).toHaveLength(4);
    await user.keyboard("{Escape}");
    await settle();
    expect(address()).toBe("/services");
  });

  test("the menu has all endpoints of the service", async () => {
    const { user } = await openConsole(CHECKOUT, [...checkouts(), ...others()]);
    await user.click(screen.getByRole("button", { name: "Endpoints of checkout" }));
    await user.click(screen.getByRole("menuitemradio", { name: "GET /api/coupons" }));
    await settle();
    expect(title()).toBe("checkout / GET /api/coupons");
  });

  test("A compares with nothing, and with the range before again", async () => {
    const { user, query } = await openConsole(CHECKOUT, checkouts());
    await user.keyboard("a");
    expect(query()).toEqual({ against: "none" });
    await user.keyboard("a");
    expect(query()).toEqual({});
  });

  test.each(["POST /api/things/:id", "/only/a/path", "GET /", "GET /a%2Fb c", "lambda"])(
    "an address keeps %s",
    async (endpoint) => {
      await openConsole(
        servicePath({ service: "a/b c", type: "AWS::Lambda::Function", endpoint }, EVERYWHERE),
      );
      expect(screen.getByRole("heading", { name: `No request reached ${endpoint}` })).toBeDefined();
      expect(title()).toBe(`a/b c / ${endpoint}`);
    },
  );
});

describe("a selection in the plots", () => {
  test("is begun by B, moved by arrows, kept in the address, told and cleared", async () => {
    const { user, query, reload, goBack } = await openConsole(CHECKOUT, checkouts());
    await user.keyboard("b");
    await settle();
    const [times = ""] = (query()["brush"] ?? "").split(",");
    const [from = 0, to = 0] = times.split("~").map(Number);
    expect(to).toBeCloseTo(NOW_SEC, -1);
    expect(to - from).toBeCloseTo(180, -1);
    const said = screen.getAllByRole("status").map(textOf).at(-1);
    expect(said).toMatch(/^14:37 to 14:40: 3\d requests, p95 399 ms, \d\d % faults$/);
    await user.keyboard("{ArrowLeft}");
    expect(query()["brush"]).not.toMatch(new RegExp(`~${to},`));
    await reload();
    expect(screen.getByRole("button", { name: "Clear the selection" })).toBeDefined();
    await user.keyboard("d");
    await settle();
    expect(query()).toMatchObject({ b: "rest", a: expect.stringMatching(/^\[\d+/) });
    await goBack();
    await user.keyboard("{Escape}");
    expect(query()["brush"]).toBeUndefined();
  });
});

test("a drag over any of the plots brushes all of them, over the responses also their lengths", async () => {
  const { user, query } = await openConsole(CHECKOUT, checkouts());
  const [requests, responses] = screen
    .getByRole("region", { name: "Plots" })
    .querySelectorAll(".service-plot");
  const drag = async (target: Element | undefined, from: number, to: number) => {
    if (target === undefined) throw new Error("no plot");
    await user.pointer([
      { keys: "[MouseLeft>]", target, coords: { clientX: from, clientY: 40 } },
      { target, coords: { clientX: to, clientY: 90 } },
      { keys: "[/MouseLeft]", target, coords: { clientX: to, clientY: 90 } },
    ]);
    await settle();
  };
  await drag(requests, 100, 300);
  expect(query()["brush"]).toMatch(/^[\d.]+~[\d.]+,0~86400$/);
  expect(document.querySelectorAll(".service-brush")).toHaveLength(3);
  await user.click(screen.getByRole("button", { name: "Clear the selection" }));
  await drag(responses, 100, 300);
  expect(query()["brush"]).toMatch(/^[\d.]+~[\d.]+,0\.\d+~[\d.]+$/);
});

describe("the target", () => {
  const target = () => section(/^Target/);

  test("is set from what is usual, changed, and kept when the page is loaded again", async () => {
    const { user, reload } = await openConsole(CHECKOUT, checkouts());
    expect(textOf(target().getByText(/^No target/))).toBe("No target. Half take under 399 ms; set one.");
    await user.click(target().getByRole("button", { name: "set one" }));
    await settle();
    const within300 = target().getByRole<HTMLInputElement>("textbox", { name: "Longest response" });
    expect(within300.value).toBe("1 s");
    await user.clear(within300);
    await user.type(within300, "300 ms{Enter}");
    await settle();
    // 68 of 168 were answered within it.
    expect(target().getByText("40 %")).toBeDefined();
    expect(target().getByText(/^5 % of 24 h is 8 slow or failed requests/)).toBeDefined();
    expect(target().getByText("All of it is used")).toBeDefined();
    await reload();
    expect(target().getByText("40 %")).toBeDefined();
  });

  test("with an alarm is marked in Health when its budget is gone", async () => {
    const { user } = await openConsole(CHECKOUT, checkouts());
    await user.click(target().getByRole("button", { name: "set one" }));
    await settle();
    expect(screen.queryByTitle(/target missed/)).toBeNull();
    await user.click(target().getByRole("button", { name: "Alarm: off" }));
    await settle();
    expect(target().getByRole("button", { name: "Alarm: on" }).ariaPressed).toBe("true");
    expect(screen.getByTitle("1 target missed").textContent).toBe("1");
    await user.keyboard("gh");
    await settle();
    const missed = within(screen.getByRole("region", { name: "Targets missed" }));
    expect(textOf(missed.getByRole("listitem"))).toBe(
      "POST /api/checkout of checkout was slower than 1 s or failed 20 times in 24 h: 5 % would be 8.",
    );
    await user.click(missed.getByRole("link"));
    await settle();
    expect(title()).toBe("checkout / POST /api/checkout");
  });

  test("can be given up", async () => {
    const { user } = await openConsole(CHECKOUT, checkouts());
    await user.click(target().getByRole("button", { name: "set one" }));
    await user.click(target().getByRole("button", { name: "Over 24 h" }));
    await user.click(screen.getByRole("menuitemradio", { name: "No target" }));
    expect(target().getByText(/^No target/)).toBeDefined();
  });

  test("takes no length that is none, and says what one looks like", async () => {
    const { user } = await openConsole(CHECKOUT, checkouts());
    await user.click(target().getByRole("button", { name: "set one" }));
    const field = target().getByRole<HTMLInputElement>("textbox", { name: "Longest response" });
    await user.clear(field);
    await user.type(field, "soon");
    expect(field.ariaInvalid).toBe("true");
    expect(textOf(target().getByRole("alert"))).toBe("A length, such as 300 ms or 1.5 s");
    await user.tab();
    expect(field.value).toBe("1 s");
  });
});

test("that takes long says what is done, in the head", async () => {
  const release = theXray().hold("/figures.json");
  await openConsole(CHECKOUT, checkouts());
  await passTime(300);
  expect(screen.getByText("Adding up its requests")).toBeDefined();
  await release();
  await settle();
  expect(findings()).toHaveLength(2);
});
