// @vitest-environment jsdom
import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { sleepFor } from "../../testing/clock.ts";
import { openConsole } from "../../testing/open-console.tsx";
import { readColumn, textOf } from "../../testing/read-table.ts";

const OLD = [makeRequest(traceIdOf(1), { path: "/api/old" })];
/** A request that begins after the page was opened; a higher number later than a lower one. */
const arriving = (number: number, status = 200) =>
  makeRequest(traceIdOf(number, 0), { agoSec: -0.2 - number / 100, path: `/api/new/${number}`, status });

const paths = () => readColumn("Traces", 3);
const counts = () => textOf(screen.getByText(/scanned$/));
const live = () => screen.getByRole("button", { name: "Live updates" });
const scroller = () => screen.getByRole("table", { name: "Traces" }).querySelector("tbody") ?? document.body;

function scrollTo(top: number): void {
  act(() => {
    scroller().scrollTop = top;
    fireEvent.scroll(scroller());
  });
}

describe("while live", () => {
  test("a new trace appears at the top by itself, counted and in the plot", async () => {
    const { xray } = await openConsole("/traces", OLD);
    await xray.receive(arriving(2));
    expect(paths()).toEqual(["/api/new/2", "/api/old"]);
    expect(counts()).toBe("2 matched of 2 scanned");
    expect(screen.getByRole("button", { name: /^Select a region/ }).ariaLabel).toContain("2 traces");
  });

  test("only what matches the filter appears, and the rest is counted", async () => {
    const { xray } = await openConsole("/traces?filter=fault", OLD);
    await xray.receive(arriving(2), arriving(3, 500));
    expect(paths()).toEqual(["/api/new/3"]);
    expect(counts()).toBe("1 matched of 3 scanned");
  });

  test("a trace that changes stays one row, and shows what it has become", async () => {
    const id = traceIdOf(5, 0);
    const { xray } = await openConsole("/traces", [makeRequest(id, { agoSec: 0, isOpen: true })]);
    expect(screen.getByTitle("Still in progress")).toBeDefined();
    await xray.receive(makeRequest(id, { agoSec: 0, durationMs: 700, status: 500 }));
    expect(paths()).toHaveLength(1);
    expect(screen.queryByTitle("Still in progress")).toBeNull();
    expect(readColumn("Traces", 4)).toEqual(["500"]);
    expect(readColumn("Traces", 5)).toEqual(["700ms"]);
  });

  test("a trace that has left the range goes", async () => {
    const { xray } = await openConsole("/traces?timeRange=PT2M", OLD);
    await xray.receive(arriving(2));
    await sleepFor(61_000);
    expect(paths()).toEqual(["/api/new/2"]);
    expect(counts()).toBe("1 matched of 1 scanned");
  });

  test("a fixed range takes nothing new", async () => {
    const range = "2026-11-24T14:00:00~2026-11-24T14:39:30";
    const { xray } = await openConsole(`/traces?timeRange=${range}`, OLD);
    await xray.receive(arriving(2));
    expect(paths()).toEqual(["/api/old"]);
  });
});

describe("paused", () => {
  test("by the button nothing moves, and what waits is counted", async () => {
    const { user, xray } = await openConsole("/traces", OLD);
    await user.click(live());
    expect(live().ariaPressed).toBe("false");
    expect(textOf(live())).toBe("Paused");
    await xray.receive(arriving(2), arriving(3));
    expect(paths()).toEqual(["/api/old"]);
    expect(screen.getByText(/^Paused at 14:40:00/)).toBeDefined();
    expect(screen.getByText(/2 traces wait\. Nothing is lost\./)).toBeDefined();
  });

  test("by Space, and resumed by Space with all that came", async () => {
    const { user, xray } = await openConsole("/traces", OLD);
    await user.keyboard(" ");
    await xray.receive(arriving(2));
    expect(screen.getByText(/1 trace waits/)).toBeDefined();
    await user.keyboard(" ");
    expect(paths()).toEqual(["/api/new/2", "/api/old"]);
    expect(screen.queryByText(/^Paused at/)).toBeNull();
  });

  test("shows what waits by the words' own button", async () => {
    const { user, xray } = await openConsole("/traces", OLD);
    await user.keyboard(" ");
    await xray.receive(arriving(2));
    await user.click(screen.getByRole("button", { name: "Show them" }));
    expect(paths()).toEqual(["/api/new/2", "/api/old"]);
    expect(textOf(live())).toBe("Live");
  });

  test("keeps what would have left the range", async () => {
    const { user } = await openConsole("/traces?timeRange=PT2M", OLD);
    await user.keyboard(" ");
    await sleepFor(120_000);
    expect(paths()).toEqual(["/api/old"]);
  });

  test("stays paused from view to view", async () => {
    const { user } = await openConsole("/traces", OLD);
    await user.keyboard(" ");
    await user.click(screen.getByRole("link", { name: "Health" }));
    expect(live().ariaPressed).toBe("false");
  });

  test("Space on a button presses the button instead", async () => {
    const { user } = await openConsole("/traces", OLD);
    screen.getByRole("button", { name: "Sort by Response" }).focus();
    await user.keyboard(" ");
    expect(live().ariaPressed).toBe("true");
    expect(screen.getByRole("columnheader", { name: /Response/ }).ariaSort).toBe("descending");
  });
});

describe("a list that is scrolled", () => {
  test("holds new rows back and says how many, and shows them on demand", async () => {
    const { user, xray } = await openConsole("/traces", OLD);
    scrollTo(200);
    await xray.receive(arriving(2), arriving(3));
    expect(paths()).toEqual(["/api/old"]);
    await user.click(screen.getByRole("button", { name: "2 new" }));
    expect(paths()).toEqual(["/api/new/3", "/api/new/2", "/api/old"]);
    expect(screen.queryByRole("button", { name: /new$/ })).toBeNull();
    expect(scroller().scrollTop).toBe(0);
  });

  test("lets them in when it is scrolled back", async () => {
    const { xray } = await openConsole("/traces", OLD);
    scrollTo(200);
    await xray.receive(arriving(2));
    scrollTo(0);
    expect(paths()).toEqual(["/api/new/2", "/api/old"]);
  });

  test("draws the rows in view of a long list, and counts all", async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      makeRequest(traceIdOf(index + 1, 100), {
        agoSec: 100 - index / 10,
        path: `/api/${index}`,
        queries: [],
      }),
    );
    await openConsole("/traces", many);
    const table = screen.getByRole("table", { name: "Traces" });
    expect(table.getAttribute("aria-rowcount")).toBe("301");
    expect(paths().length).toBeLessThan(60);
    expect(paths()[0]).toBe("/api/299");
    scrollTo(28 * 250);
    expect(paths()).toContain("/api/40");
    expect(paths()).not.toContain("/api/299");
  });
});
