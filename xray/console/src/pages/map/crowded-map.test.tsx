// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { openConsole, settle } from "../../testing/open-console.tsx";

/** More services than a map has room for rings: each is asked by callers and asks the one database. */
const MANY = Array.from({ length: 45 }, (_, index) =>
  makeRequest(traceIdOf(index + 1), { service: `service-${index}`, status: index === 7 ? 500 : 200 }),
);
const canvas = () => screen.getByRole("group", { name: "Trace map" });
const node = (name: RegExp) => within(canvas()).getByRole("button", { name });

describe("a map of many services", () => {
  test("has a button for each, told in words", async () => {
    await openConsole("/map", MANY);
    expect(within(canvas()).getAllByRole("button").length).toBeGreaterThan(45);
    expect(node(/^service-44, service, /)).toBeDefined();
    expect(node(/^service-7, /).ariaLabel).toMatch(/fault/);
  });

  test("lets a node stand out with what it is joined to, while it is pointed at", async () => {
    const { user } = await openConsole("/map", MANY);
    const dim = () => canvas().querySelectorAll(".map-node.map-dim").length;
    expect(dim()).toBe(0);
    await user.hover(node(/^service-3, /));
    expect(dim()).toBeGreaterThan(40);
    await user.unhover(node(/^service-3, /));
    expect(dim()).toBe(0);
  });

  test("is searched by name, and the panel of what was found opens", async () => {
    const { user, query } = await openConsole("/map", MANY);
    await user.keyboard("/");
    await user.keyboard("service-12{Enter}");
    await passTime(1000);
    await settle();
    expect(query()["node"]).toContain("service-12");
    const details = within(screen.getByRole("complementary", { name: "Details" }));
    expect(details.getByRole("heading", { level: 2 }).textContent).toContain("service-12");
  });

  test("tells how many names hold what is typed", async () => {
    const { user } = await openConsole("/map", MANY);
    const field = screen.getByRole("textbox", { name: "Find a node" });
    await user.type(field, "service-4");
    // 4 and 40 to 44.
    expect(field.parentElement?.textContent).toBe("6");
    await user.keyboard("{Escape}");
    expect(field.parentElement?.textContent).not.toContain("6");
  });
});
