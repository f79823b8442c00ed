// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { settle } from "../../testing/open-console.tsx";
import { textOf } from "../../testing/read-table.ts";
import { panel, noPanel, settleDown, openPanel } from "./testing/map-page.ts";

const facts = () =>
  Object.fromEntries(
    panel()
      .getAllByRole("term")
      .map((term) => [textOf(term), textOf(term.nextElementSibling)]),
  );

const filterText = () => textOf(screen.getByRole("complementary").querySelector("pre"));

const histogram = () => panel().getByRole("slider", { name: /^Response times of/ });

describe("the panel of a node", () => {
  test("tells how often, how long and how it ended", async () => {
    await openPanel(/^backend-flask/);
    const told = facts();
    expect(told["requests"]).toBe("4");
    expect(told["average"]).toBe("75ms");
    expect(told["faults"]).toBe("25 %");
    expect(panel().getByText(/^service, root$/)).toBeDefined();
  });

  test("has requests over time, told in words", async () => {
    await openPanel(/^backend-flask/);
    expect(panel().getByRole("img", { name: "4 requests, 1 fault over the range" })).toBeDefined();
    expect(panel().getByText("per 15 s")).toBeDefined();
  });

  test("says how many traces its filter finds, and leads to them", async () => {
    const { user, query } = await openPanel(/^backend-flask/);
    expect(filterText()).toBe('service(id(name: "backend-flask"))');
    expect(panel().getByRole("heading", { name: "4 traces match" })).toBeDefined();
    await user.click(panel().getByRole("link", { name: "View 4 traces" }));
    await settle();
    expect(query()["filter"]).toContain("backend-flask");
    expect(screen.getByRole("table", { name: "Traces" }).getAttribute("aria-rowcount")).toBe("5");
  });

  test("leads to the edges from and to it", async () => {
    const { user, query } = await openPanel(/^backend-flask/);
    const calls = within(panel().getByRole("heading", { name: "Calls" }).parentElement ?? document.body);
    await user.click(calls.getByRole("button", { name: /^cruddur/ }));
    await settleDown();
    expect(query()["node"]).toBeUndefined();
    expect(query()["edge"]).toContain("cruddur");
    expect(panel().getByText("calls, as the caller saw them")).toBeDefined();
    expect(filterText()).toContain("edge(");
  });

  test("copies its filter", async () => {
    const { user } = await openPanel(/^backend-flask/);
    await user.click(panel().getByRole("button", { name: "Copy" }));
    expect(await navigator.clipboard.readText()).toBe('service(id(name: "backend-flask"))');
  });

  test("survives a reload, and is closed by its button", async () => {
    const { user, reload } = await openPanel(/^cruddur/);
    await reload();
    await settleDown();
    expect(panel().getByRole("heading", { level: 2 }).textContent).toContain("cruddur@127.0.0.1");
    await user.click(panel().getByRole("button", { name: "Close" }));
    expect(noPanel()).toBe(true);
  });

  test("narrows to outcomes, and keeps that in the address", async () => {
    const { user, query, reload } = await openPanel(/^backend-flask/);
    for (const name of [/^ok/, /^errors/, /^throttled/]) {
      await user.click(panel().getByRole("checkbox", { name }));
    }
    await settleDown();
    expect(query()["outcomes"]).toBe("fault");
    expect(filterText()).toContain("fault");
    expect(panel().getByRole("heading", { name: "1 trace matches" })).toBeDefined();
    await reload();
    await settleDown();
    expect(panel().getByRole<HTMLInputElement>("checkbox", { name: /^ok/ }).checked).toBe(false);
    expect(panel().getByRole<HTMLInputElement>("checkbox", { name: /^faults/ }).checked).toBe(true);
  });
});

describe("the response times of a node", () => {
  test("are brushed by the arrows, widened with Shift, and let go by Escape", async () => {
    const { user, query } = await openPanel(/^backend-flask/);
    expect(histogram().getAttribute("aria-valuetext")).toBe("all");
    histogram().focus();
    await user.keyboard("{ArrowRight}");
    await settleDown();
    const brushed = histogram().getAttribute("aria-valuetext");
    expect(brushed).toMatch(/ms to .*ms$/);
    expect(query()["brush"]).toMatch(/^[\d.]+~[\d.]+$/);
    expect(filterText()).toContain("responsetime");
    await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
    expect(histogram().getAttribute("aria-valuetext")).not.toBe(brushed);
    await user.keyboard("{Escape}");
    await settleDown();
    expect(query()["brush"]).toBeUndefined();
    expect(noPanel()).toBe(false);
  });

  test("are brushed by a drag, which narrows the filter, and survive a reload", async () => {
    const { user, reload } = await openPanel(/^backend-flask/);
    await user.pointer([
      { keys: "[MouseLeft>]", target: histogram(), coords: { clientX: 700, clientY: 10 } },
      { target: histogram(), coords: { clientX: 1399, clientY: 10 } },
      { keys: "[/MouseLeft]", target: histogram(), coords: { clientX: 1399, clientY: 10 } },
    ]);
    await settleDown();
    const brushed = histogram().getAttribute("aria-valuetext");
    expect(brushed).not.toBe("all");
    await reload();
    await settleDown();
    expect(histogram().getAttribute("aria-valuetext")).toBe(brushed);
  });
});
