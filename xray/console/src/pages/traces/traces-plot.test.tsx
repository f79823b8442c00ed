// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { resizeWindow } from "../../testing/browser/layout.ts";
import { passTime } from "../../testing/clock.ts";
import { openConsole } from "../../testing/open-console.tsx";
import type { OpenConsole } from "../../testing/open-console.tsx";
import { readColumn, textOf } from "../../testing/read-table.ts";

/** One a minute, each twice as slow as the one before: 20 ms, 40 ms, … 320 ms. */
const DOCUMENTS = [0, 1, 2, 3, 4].map((index) =>
  makeRequest(traceIdOf(index + 1, 600 - index * 120), {
    agoSec: 600 - index * 120,
    durationMs: 20 * 2 ** index,
    path: `/api/${index}`,
    status: index === 4 ? 500 : 200,
  }),
);

const keys = () => screen.getByRole("button", { name: /^Select a region/ });
const plot = () => keys().parentElement?.querySelector("svg") ?? document.body;
const paths = () => readColumn("Traces", 3);
const head = () => textOf(screen.getByRole("heading", { name: "Response time" }).parentElement);

async function drag(
  user: OpenConsole["user"],
  from: readonly number[],
  to: readonly number[],
): Promise<void> {
  const at = ([x = 0, y = 0]: readonly number[]) => ({ clientX: x, clientY: y });
  await user.pointer([
    { keys: "[MouseLeft>]", target: plot(), coords: at(from) },
    { target: plot(), coords: at(to) },
    { keys: "[/MouseLeft]", target: plot(), coords: at(to) },
  ]);
}

describe("the plot", () => {
  test("has the percentiles and how the traces ended above it", async () => {
    await openConsole("/traces", DOCUMENTS);
    expect(head()).toBe("Response time80 ms p50320 ms p95320 ms p991 fault4 ok");
  });

  test("says in its name what it shows", async () => {
    await openConsole("/traces", DOCUMENTS);
    expect(keys().ariaLabel).toBe("Select a region. Response time of 5 traces over time, log scale");
    expect(document.getElementById(keys().getAttribute("aria-describedby") ?? "")?.textContent).toContain(
      "Enter writes it into the filter",
    );
  });

  test("has the hours of the range and powers of ten at its axes", async () => {
    await openConsole("/traces", DOCUMENTS);
    const labels = [...plot().querySelectorAll("text")].map(textOf);
    expect(labels).toEqual(expect.arrayContaining(["14:26", "14:40", "1 ms", "10 ms", "100 ms", "1 s"]));
  });

  test("gives the whole width to the traces in a narrow window", async () => {
    resizeWindow({ width: 500 });
    await openConsole("/traces", DOCUMENTS);
    expect([...plot().querySelectorAll("text")].map(textOf)).not.toContain("p95");
  });
});

describe("a selection", () => {
  test("by a drag narrows the list to what lies in it, and is kept in the address", async () => {
    const { user, query, reload } = await openConsole("/traces", DOCUMENTS);
    await drag(user, [700, 0], [1100, 120]);
    const selected = paths();
    expect(selected.length).toBeGreaterThan(0);
    expect(selected.length).toBeLessThan(5);
    expect(query()["brush"]).toMatch(/^[\d.]+~[\d.]+,[\d.]+~[\d.]+$/);
    expect(screen.getByText(/selected of/)).toBeDefined();
    await reload();
    expect(paths()).toEqual(selected);
  });

  test("by the keyboard takes the last fifth of the time, and arrows change it", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("b");
    expect(document.activeElement).toBe(keys());
    expect(paths()).toEqual(["/api/4"]);
    const before = query()["brush"];
    await user.keyboard("{ArrowLeft}");
    expect(query()["brush"]).not.toBe(before);
    await user.keyboard("{Shift>}" + "{ArrowLeft}".repeat(14) + "{/Shift}");
    expect(paths()).toEqual(["/api/4", "/api/3"]);
  });

  test("is moved as a whole when it is dragged inside", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    await drag(user, [300, 20], [500, 100]);
    const widthOf = () => {
      const [from = 0, to = 0] = (query()["brush"] ?? "").split(",")[0]?.split("~").map(Number) ?? [];
      return { from, width: to - from };
    };
    const before = widthOf();
    await drag(user, [400, 60], [460, 60]);
    expect(widthOf().from).toBeGreaterThan(before.from);
    expect(widthOf().width).toBeCloseTo(before.width, 2);
  });

  test("grows at the edge that is dragged", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    await drag(user, [300, 20], [500, 100]);
    const timesOf = () => (query()["brush"] ?? "").split(",")[0]?.split("~") ?? [];
    const [from, to] = timesOf();
    await drag(user, [500, 60], [620, 60]);
    expect(timesOf()[0]).toBe(from);
    expect(Number(timesOf()[1])).toBeGreaterThan(Number(to));
  });

  test("goes by Escape, by its button, and by a press outside of it", async () => {
    const { user, address } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("b{Escape}");
    expect(address()).toBe("/traces");
    await user.keyboard("b");
    await user.click(screen.getByRole("button", { name: /clear/i }));
    expect(address()).toBe("/traces");
    await user.keyboard("b");
    await drag(user, [100, 40], [100, 40]);
    expect(address()).toBe("/traces");
    expect(paths()).toHaveLength(5);
  });

  test("becomes a part of the filter and the range by Enter", async () => {
    const { user, query } = await openConsole("/traces?filter=ok+OR+fault", DOCUMENTS);
    await user.keyboard("b{Enter}");
    expect(query()["brush"]).toBeUndefined();
    expect(query()["filter"]).toMatch(/^\(ok OR fault\) AND responsetime <= /);
    expect(query()["timeRange"]).toMatch(/^2026-11-24T14:3\d:.*~2026-11-24T14:40:/);
    await passTime(0);
    expect(paths()).toEqual(["/api/4"]);
  });

  test("that was dragged by the pointer takes the keys: Enter writes it, wherever the focus was", async () => {
    const { user, query } = await openConsole("/traces?filter=ok+OR+fault", DOCUMENTS);
    await user.keyboard("j");
    await drag(user, [700, 0], [1100, 120]);
    await user.keyboard("{Enter}");
    expect(query()["filter"]).toMatch(/^\(ok OR fault\) AND responsetime /);
    expect(query()["brush"]).toBeUndefined();
  });

  test("is let go of when the range changes", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("b");
    await user.click(screen.getByRole("button", { name: "Time range Last 15 min" }));
    await user.click(screen.getByRole("menuitemradio", { name: "Last hour" }));
    expect(query()).toEqual({ timeRange: "PT1H" });
  });
});

describe("a mark", () => {
  /** Where the newest trace stands, found by its own mark: a fault's is a path of its own. */
  function faultAt(): readonly [number, number] {
    const path = [...plot().querySelectorAll("path")].find((each) =>
      each.getAttribute("d")?.includes("l7.2 7.2"),
    );
    const [, x = "0", y = "0"] = /M([\d.]+) ([\d.]+)/.exec(path?.getAttribute("d") ?? "") ?? [];
    return [Number(x) + 3.6, Number(y) + 3.6];
  }

  test("opens its trace when it is pressed", async () => {
    const { user, address } = await openConsole("/traces", DOCUMENTS);
    await drag(user, faultAt(), faultAt());
    expect(address()).toBe(`/traces/${traceIdOf(5, 120)}`);
  });

  test("lights its row under the pointer", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    const [x, y] = faultAt();
    await user.pointer({ target: plot(), coords: { clientX: x, clientY: y } });
    const row = screen.getByRole("link", { name: "/api/4" }).closest("tr");
    expect(row?.className).toContain("hovered");
  });

  test("is lit from its row", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    expect(plot().querySelector(".plot-lit")).toBeNull();
    await user.hover(screen.getByRole("link", { name: "/api/2" }));
    expect(plot().querySelector(".plot-lit")).not.toBeNull();
    await user.unhover(screen.getByRole("link", { name: "/api/2" }));
    expect(plot().querySelector(".plot-lit")).toBeNull();
  });
});
