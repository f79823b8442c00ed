// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import type { AppRequest } from "../../testing/app-requests.ts";
import { resizeWindow } from "../../testing/browser/layout.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { readColumn, textOf } from "../../testing/read-table.ts";

const path = "/api/checkout";
const SLOW = "responsetime > 0.3";
const SETS = `/sets?a=${encodeURIComponent(SLOW)}&b=rest`;

let made = 0;
function times(count: number, request: (index: number) => Partial<AppRequest>): object[] {
  return Array.from({ length: count }, (_, index) => {
    made += 1;
    const agoSec = 30 + index;
    return makeRequest(traceIdOf(made, agoSec), { agoSec, path, ...request(index) });
  });
}

/** Slow ones have the new plan, of the others one in ten; users are as often in both. */
const requests = () => [
  ...times(30, (index) => ({ durationMs: 500, annotations: { plan: "new" }, user: `u${index % 2}` })),
  ...times(40, (index) => ({
    durationMs: 40,
    annotations: { plan: index % 10 === 0 ? "new" : "old" },
    user: `u${index % 2}`,
  })),
];

const verdict = () => textOf(screen.getByRole("heading", { level: 1 }));
const fields = () => readColumn(/Differences/, 0);
const focused = () => textOf(document.activeElement);

describe("keys of two sets", () => {
  test("write nothing where no attribute is shown", async () => {
    const { user, query } = await openConsole("/sets?a=[]&b=rest&filter=ok", requests());
    await user.click(screen.getByRole("button", { name: "Selection, rest" }));
    await settle();
    expect(query()).toEqual({ a: "ok", b: "rest" });
    expect(screen.getByRole("heading", { name: "No trace is in B" })).toBeDefined();
    await user.keyboard("+-h");
    expect(query()).toEqual({ a: "ok", b: "rest" });
  });

  test("+ and − write the one that is looked at, each in the place of its opposite", async () => {
    const { user, query } = await openConsole(`${SETS}&row=user`, requests());
    await user.keyboard("-");
    await settle();
    expect(query()).toEqual({ a: `${SLOW} AND !user = "u0"`, b: "rest" });
    const [first = ""] = fields();
    expect(first).toBe("plan");
    await user.keyboard("+");
    await settle();
    expect(query()["a"]).toBe(`${SLOW} AND !user = "u0" AND annotation.plan = "new"`);
    await user.click(screen.getByRole("button", { name: "Only A without plan new" }));
    await settle();
    expect(query()["a"]).toBe(`${SLOW} AND !user = "u0" AND !annotation.plan = "new"`);
  });

  test("H pressed twice before the answer is there keeps a value once", async () => {
    const { user, query } = await openConsole(SETS, requests());
    const release = theXray().hold("/figures.json");
    await user.keyboard("hh");
    await release();
    await settle();
    expect(query()["hold"]).toBe("{annotation.plan=new}");
    expect(screen.getAllByRole("button", { name: "Let go of plan new" })).toHaveLength(1);
    expect(fields()).not.toContain("plan");
  });

  test("W swaps, and swaps back, with what is kept in both; a reload shows the same", async () => {
    const { user, query, reload } = await openConsole(SETS, requests());
    await user.keyboard("h");
    await settle();
    await user.keyboard("w");
    await settle();
    const swapped = { a: "rest", b: SLOW, hold: "{annotation.plan=new}" };
    expect(query()).toEqual(swapped);
    expect(screen.getByText("4", { selector: ".sets-count b" })).toBeDefined();
    await reload();
    expect(query()).toEqual(swapped);
    expect(screen.getByRole("button", { name: "Let go of plan new" })).toBeDefined();
    await user.keyboard("w");
    await settle();
    expect(query()).toEqual({ ...swapped, a: SLOW, b: "rest" });
  });

  test("J, K and the arrows walk the rows, stay at their ends, and Enter looks at one", async () => {
    const { user, query, reload } = await openConsole(`${SETS}&fold=all`, requests());
    const all = fields();
    expect(all.length).toBeGreaterThan(3);
    await user.keyboard("j");
    expect(focused()).toBe(all[0]);
    await user.keyboard("k");
    expect(focused()).toBe(all[0]);
    await user.keyboard("j{ArrowDown}{ArrowUp}");
    expect(focused()).toBe(all[1]);
    await user.keyboard("{Enter}");
    const { row } = query();
    expect(screen.getByRole("button", { name: all[1] ?? "", pressed: true })).toBeDefined();
    await reload();
    expect(query()).toMatchObject({ row, fold: "all" });
    expect(screen.getByRole("button", { name: all[1] ?? "", pressed: true })).toBeDefined();
    expect(fields()).toEqual(all);
  });
});

describe("two sets in a narrow window", () => {
  test("have the attribute as a sheet, which Escape and its button close", async () => {
    resizeWindow({ width: 390 });
    const { user, query } = await openConsole(SETS, requests());
    expect(verdict()).toBe("All 30 selected traces have plan new; of the rest 10 %.");
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.click(screen.getByRole("button", { name: "plan" }));
    const sheet = within(screen.getByRole("dialog", { name: "The attribute" }));
    expect(sheet.getByText('annotation.plan = "new"')).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole("dialog"));
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(focused()).toBe("plan");
    await user.keyboard("{Enter}");
    await user.click(screen.getByRole("button", { name: "Close the attribute" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(query()["row"]).toBe("annotation.plan");
  });
});

test("two sets of two days have the hours of both on their axes", async () => {
  await openConsole("/sets?timeRange=2026-11-22T14:40:00~2026-11-24T14:40:00&a=[]&b=ok", requests());
  const heatmaps = within(screen.getByRole("region", { name: "Response times of both" }));
  const labels = heatmaps.getAllByText("12:00").map((label) => label.getAttribute("x"));
  // Twice a heatmap, each at a place of its own.
  expect(new Set(labels).size).toBe(4);
});

describe("sets that cannot be compared", () => {
  test.each([
    ["/sets?a=user = %22nobody%22&b=ok", "No trace is in A", /^A longer range may have some/],
    ["/sets?a=fault&b=error", "No trace is in A or B", /^A longer range may have some/],
    ["/sets?a=[]&b=day", "No trace is in B", /^Nothing is kept from then/],
    ["/sets?a=ok&b=rest&hold={user=nobody}", "No trace is in A or B", /^What is kept in both leaves nothing/],
  ])("%s: %s, and the way out", async (address, heading, wayOut) => {
    await openConsole(address, requests());
    expect(screen.getByRole("heading", { name: heading })).toBeDefined();
    expect(screen.getByText(wayOut)).toBeDefined();
    expect(screen.queryByRole("table", { name: /Differences/ })).toBeNull();
  });

  test("because the question fails are asked again, by the sets that were asked for then", async () => {
    const { user, query } = await openConsole(SETS, requests());
    const stop = theXray().answerInstead("/figures.json", () =>
      errorAnswer(400, "InvalidRequestException", "The filter is not for this"),
    );
    await user.click(screen.getByRole("button", { name: "Faults, ok" }));
    await settle();
    expect(screen.getByText(/The filter is not for this/)).toBeDefined();
    expect(screen.queryByRole("table", { name: /Differences/ })).toBeNull();
    stop();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await settle();
    expect(query()).toEqual({ a: "fault", b: "ok" });
    expect(screen.getByRole("heading", { name: "No trace is in A" })).toBeDefined();
  });

  test("an address full of nonsense is read as far as it makes sense", async () => {
    const { query } = await openConsole(
      "/sets?a=[0~Infinity]{=}{user=u0}{user=u0}&b=rest&hold={}{{&row=toString&fold=2",
      requests(),
    );
    expect(query()["row"]).toBe("toString");
    expect(screen.getByText("with user u0")).toBeDefined();
    expect(screen.getAllByText("35", { selector: ".sets-count b" })).toHaveLength(2);
  });
});
