// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { openConsole, settle } from "../../testing/open-console.tsx";
import { readTable, textOf } from "../../testing/read-table.ts";

const CART = "/services/shop/GET%20/api/cart";

/** A request each ten seconds of the last ten minutes, of 40 ms; every sixth of 400 ms. */
const requests = (path = "/api/cart", first = 0) =>
  Array.from({ length: 60 }, (_, index) =>
    makeRequest(traceIdOf(first + index, 600 - index * 10), {
      agoSec: 600 - index * 10,
      service: "shop",
      path,
      durationMs: index % 6 === 0 ? 400 : 40,
      queries: [],
    }),
  );

const title = () => textOf(screen.getByRole("heading", { level: 1 }));
const target = () => within(screen.getByRole("region", { name: /^Target/ }));
const field = (name: string) => target().getByRole<HTMLInputElement>("textbox", { name });
const shareField = () => field("Share of requests");
const lengthField = () => field("Longest response");

async function openWithTarget() {
  const page = await openConsole(CART, requests());
  await page.user.click(target().getByRole("button", { name: "set one" }));
  await settle();
  return page;
}

describe("the fields of a target", () => {
  test("begin with twice the median, 95 % and a day, and tell at once what was kept", async () => {
    await openWithTarget();
    expect([shareField().value, lengthField().value]).toEqual(["95 %", "100 ms"]);
    expect(target().getByRole("button", { name: "Over 24 h" })).toBeDefined();
    expect(target().getByText("83 %")).toBeDefined();
    expect(
      textOf(
        target()
          .getByText(/^All of it is used/)
          .closest("p"),
      ),
    ).toBe("All of it is used, 7 more than allowed, 10 of it in this range.");
  });

  test.each(["100", "0 %", "99.99999", "most"])("take no share that is none: %s", async (text) => {
    const { user, reload } = await openWithTarget();
    await user.clear(shareField());
    await user.type(shareField(), `${text}{Enter}`);
    // Enter gives the field back what counts.
    expect(shareField().value).toBe("95 %");
    expect(target().queryByRole("alert")).toBeNull();
    await reload();
    expect(shareField().value).toBe("95 %");
  });

  test("say while somebody writes what a share looks like, and Escape takes it back", async () => {
    const { user, address } = await openWithTarget();
    await user.clear(shareField());
    expect(textOf(target().getByRole("alert"))).toBe("A share between 0 and 100 %, such as 95 %");
    await user.type(shareField(), "12{Escape}");
    expect(shareField().value).toBe("95 %");
    expect(target().queryByRole("alert")).toBeNull();
    // It is of the field, and leaves the view where it is.
    expect(address()).toBe(CART);
  });

  test("count when they are left, with a comma too, and stand then as they are shown elsewhere", async () => {
    const { user, reload } = await openWithTarget();
    await user.clear(shareField());
    await user.type(shareField(), "83,3");
    await user.tab();
    await settle();
    expect(shareField().value).toBe("83.3 %");
    expect(target().getByText("16.7 % of 24 h is 10 slow or failed requests")).toBeDefined();
    await user.clear(lengthField());
    await user.type(lengthField(), "0,5 s{Enter}");
    await settle();
    expect(lengthField().value).toBe("500 ms");
    expect(target().getByText("100 %")).toBeDefined();
    await reload();
    expect([shareField().value, lengthField().value]).toEqual(["83.3 %", "500 ms"]);
  });

  test("belong to one endpoint: another has none, and keeps its own", async () => {
    const { user } = await openConsole(CART, [...requests(), ...requests("/api/home", 500)]);
    await user.click(target().getByRole("button", { name: "set one" }));
    await settle();
    await user.keyboard("]");
    await settle();
    expect(title()).toBe("shop / GET /api/home");
    expect(target().getByRole("button", { name: "set one" })).toBeDefined();
    await user.keyboard("[[");
    await settle();
    expect(lengthField().value).toBe("100 ms");
  });
});

describe("the page of a service", () => {
  test("that never was says so, and leads back to all of them", async () => {
    const { user, address } = await openConsole("/services/nobody", requests());
    expect(screen.getByRole("heading", { name: "No request reached nobody" })).toBeDefined();
    expect(screen.queryByRole("region", { name: /^Target/ })).toBeNull();
    await user.click(screen.getByRole("link", { name: "All services" }));
    await settle();
    expect(address()).toBe("/services");
    expect(
      readTable("Services and endpoints")
        .slice(1)
        .map(([name]) => name),
    ).toEqual(["shop", "GET/api/cart"]);
  });

  test.each(["nonsense", "5~,0~1", "~"])("shows no selection for one that is none: %s", async (brush) => {
    const { user, address } = await openConsole(`${CART}?brush=${brush}`, requests());
    expect(screen.queryByRole("button", { name: "Clear the selection" })).toBeNull();
    expect(screen.getByRole("link", { name: "View 60 traces" })).toBeDefined();
    await user.keyboard("{Escape}");
    await settle();
    expect(address()).toBe("/services");
  });

  test("keys at its ends stay: before the whole service and after the last endpoint is nothing", async () => {
    const { user, address } = await openConsole("/services/shop", requests());
    await user.keyboard("[[");
    await settle();
    expect(address()).toBe("/services/shop");
    for (const _ of "12") {
      await user.keyboard("]");
      await settle();
    }
    expect(title()).toBe("shop / GET /api/cart");
  });
});

describe("the table of services", () => {
  test("keeps a reversed order, folds and what is looked for when it is loaded again", async () => {
    const address = "/services?fold=shop&q=shop&sort=-name";
    const { reload } = await openConsole(address, requests());
    const shown = () => [
      readTable("Services and endpoints")
        .slice(1)
        .map(([name]) => name)
        .join(),
      screen.getByRole<HTMLInputElement>("textbox", { name: "Find a service or URL" }).value,
      screen.getByRole("button", { name: "Sort by Service, endpoint" }).closest("th")?.ariaSort,
    ];
    expect(shown()).toEqual(["shop", "shop", "descending"]);
    await reload();
    expect(shown()).toEqual(["shop", "shop", "descending"]);
  });

  test("is in its usual order where the address names none that there is", async () => {
    await openConsole("/services?sort=colour&by=planet", requests());
    expect(screen.getByRole("button", { name: /^Sort by Change/ }).closest("th")?.ariaSort).toBe(
      "descending",
    );
  });
});
