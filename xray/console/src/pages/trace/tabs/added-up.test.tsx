// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "../../../testing/app-requests.ts";
import { NOW_SEC } from "../../../testing/clock.ts";
import { errorAnswer } from "../../../testing/fake-xray.ts";
import { openConsole, settle } from "../../../testing/open-console.tsx";
import { textOf } from "../../../testing/read-table.ts";
import { addressSettles, grid, ID, PATH, SLOW } from "../testing/trace-page.ts";

const plain = (words: string | null | undefined) => words?.replaceAll(/\s/g, " ") ?? "";
const frames = () => screen.getAllByRole("treeitem").map((frame) => plain(frame.ariaLabel).split(",")[0]);
const frame = (name: RegExp) => screen.getByRole("treeitem", { name });
const chosenFrame = () => plain(screen.getByRole("treeitem", { selected: true }).ariaLabel).split(",")[0];
const stepGrid = () => within(screen.getByRole("grid", { name: "Statistics of steps" }));
const names = () =>
  stepGrid()
    .getAllByRole("row")
    .slice(1)
    .map((row) => textOf(within(row).getAllByRole("gridcell")[0]));
const chosenRow = () => textOf(stepGrid().getByRole("row", { selected: true }));
const head = (name: string) => stepGrid().getByRole("button", { name });

const at = (ms: number) => Number((NOW_SEC - 60 + ms / 1000).toFixed(6));
const sub = (n: number, name: string, fromMs: number, toMs: number, subsegments: readonly object[] = []) => ({
  id: stepIdOf(ID, n),
  name,
  start_time: at(fromMs),
  end_time: at(toMs),
  subsegments,
});

/** `shop 100 [handler 90 [load 60 [read 20, read 20], render 20]]`. */
const DEEP = {
  ...sub(0, "shop", 0, 100, [
    sub(1, "handler", 0, 90, [
      sub(2, "load", 0, 60, [sub(3, "read", 0, 20), sub(4, "read", 30, 50)]),
      sub(5, "render", 60, 80),
    ]),
  ]),
  trace_id: ID,
};

/** Six alike queries of 18.5 ms, of which some took as long as is said. */
function withFar(far: Readonly<Record<number, number>>): object {
  const trace = structuredClone(
    makeRequest(ID, { durationMs: 120, queries: Array<string>(6).fill("SELECT 1 FROM a") }),
  ) as { subsegments: { start_time: number; end_time: number }[] };
  for (const [index, step] of trace.subsegments.entries()) {
    const tookMs = far[index];
    if (tookMs !== undefined) step.end_time = step.start_time + tookMs / 1000;
  }
  return trace;
}

describe("the flame", () => {
  test("is zoomed level by level, which the address keeps, and Escape goes back a level at a time", async () => {
    const { user, query, address, reload } = await openConsole(`${PATH}?view=flame`, [DEEP]);
    expect(frames()).toEqual(["shop", "handler", "load", "render", "read"]);
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{Enter}");
    expect(frames()).toEqual(["shop", "handler", "load", "read"]);
    await addressSettles();
    expect(query()).toEqual({ view: "flame", row: stepIdOf(ID, 3), frame: "5" });
    await reload();
    expect(frames()).toEqual(["shop", "handler", "load", "read"]);
    const numbers: (string | undefined)[] = [];
    for (let press = 0; press < 3; press += 1) {
      await user.keyboard("{Escape}");
      await addressSettles();
      numbers.push(query()["frame"]);
    }
    expect(numbers).toEqual(["3", "2", undefined]);
    expect(frames()).toHaveLength(5);
    await user.keyboard("{Escape}");
    await addressSettles();
    expect(address()).toBe("/traces");
  });

  test("is zoomed by a double click too, and whole again with 0", async () => {
    const { user } = await openConsole(`${PATH}?view=flame`, [DEEP]);
    await user.dblClick(frame(/^render/));
    expect(frames()).toEqual(["shop", "handler", "render"]);
    await user.keyboard("0");
    expect(frames()).toHaveLength(5);
  });

  test("takes a frame that the address names and that is not there for the whole", async () => {
    await openConsole(`${PATH}?view=flame&frame=99`, [DEEP]);
    expect(frames()).toHaveLength(5);
  });

  test("is left as it is by Enter on a caller, which is selected by it", async () => {
    const { user } = await openConsole(`${PATH}?view=flame&row=${stepIdOf(ID, 2)}`, [DEEP]);
    expect(chosenFrame()).toBe("load");
    const upwards = within(screen.getByRole("region", { name: "Upwards" }));
    upwards.getByRole("button", { name: /^handler/ }).focus();
    await user.keyboard("{Enter}");
    expect(chosenFrame()).toBe("handler");
    expect(frames()).toHaveLength(5);
  });
});

describe("a step", () => {
  test("that the address names is selected in all views, also where it is one of several in a frame or row", async () => {
    const { user, query } = await openConsole(`${PATH}?view=flame&row=${stepIdOf(ID, 3)}`, [DEEP]);
    expect(chosenFrame()).toBe("read");
    await user.keyboard("3");
    expect(chosenRow()).toMatch(/^read/);
    await user.click(stepGrid().getByRole("row", { name: /^read/ }));
    await user.keyboard("1");
    await addressSettles();
    expect(query()).toEqual({ row: stepIdOf(ID, 3) });
    expect(textOf(within(grid()).getByRole("row", { selected: true }))).toMatch(/^read/);
  });

  test("is searched with the digits that lead to views elsewhere", async () => {
    const { user } = await openConsole(PATH, [DEEP]);
    await user.keyboard("f23");
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Find a row" }).value).toBe("23");
    expect(grid()).toBeDefined();
  });
});

describe("the traces of one URL", () => {
  const like = (n: number, request = {}) =>
    makeRequest(traceIdOf(n), { agoSec: 100 + n, durationMs: 20, ...request });
  const TRACES = [
    SLOW,
    like(2),
    like(3),
    like(4, { path: "/api/activities/home?limit=5" }),
    like(5, { method: "POST" }),
    like(6, { path: "/api/activities/homely" }),
  ];
  const press = (name: string) => screen.getByRole("button", { name });

  test("are added up without other methods and paths, and the one is alone again after", async () => {
    const { user, query } = await openConsole(`${PATH}?view=flame&frame=2`, TRACES);
    expect(frames()).toHaveLength(2);
    await user.click(press("All 4 of this URL"));
    await settle();
    expect(plain(screen.getAllByRole("treeitem")[0]?.ariaLabel)).toMatch(
      /^backend-flask GET \/api\/activities\/home, 4 steps, 260 ms, 100 % of the time/,
    );
    expect(plain(screen.getByText(/^Added up from all 4 traces/).textContent)).toMatch(/On average 65 ms\.$/);
    await addressSettles();
    expect(query()).toEqual({ view: "flame", of: "url" });
    await user.click(press("This trace"));
    expect(plain(frame(/^backend-flask/).ariaLabel)).toMatch(/home, 200 ms/);
    expect(screen.queryByText(/^Added up/)).toBeNull();
    await addressSettles();
    expect(query()).toEqual({ view: "flame" });
  });

  test("say how far they are while they are read, with the one to look at until then", async () => {
    const { user, xray } = await openConsole(`${PATH}?view=flame`, TRACES);
    const release = xray.hold("/Traces");
    await user.click(press("All 4 of this URL"));
    await settle();
    expect(screen.getByText("Adding up 1 of 4 traces")).toBeDefined();
    expect(frames()).toHaveLength(4);
    await release();
    await settle();
    expect(screen.getByText(/^Added up from all 4 traces/)).toBeDefined();
  });

  test("that cannot be read are told of, and read when a person tries again", async () => {
    const { user, xray } = await openConsole(`${PATH}?view=flame`, TRACES);
    const repair = xray.answerInstead("/Traces", () => errorAnswer(500, "InternalFailure", "broken"));
    await user.click(press("All 4 of this URL"));
    await settle();
    expect(textOf(screen.getByRole("alert"))).toBe("The traces of this URL could not be read. Try again");
    repair();
    await user.click(press("Try again"));
    await settle();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByText(/^Added up from all 4 traces/)).toBeDefined();
  });

  test("are nothing to add up where there is one", async () => {
    await openConsole(`${PATH}?view=flame`, [SLOW]);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "All 1 of this URL" }).disabled).toBe(true);
  });
});

describe("the statistics of steps", () => {
  const OWN_FIRST = ["read", "load", "render", "shop", "handler"];

  test("are sorted by names from A on, then from Z on, and by own time without a word in the address", async () => {
    const { user, query, reload } = await openConsole(`${PATH}?view=steps`, [DEEP]);
    expect(names()).toEqual(OWN_FIRST);
    await user.click(head("Step"));
    expect(names()).toEqual(["handler", "load", "read", "render", "shop"]);
    await user.click(head("Step ↑"));
    await addressSettles();
    expect(query()).toEqual({ view: "steps", sort: "-name" });
    await reload();
    expect(names()).toEqual(["shop", "render", "read", "load", "handler"]);
    await user.click(head("self"));
    await addressSettles();
    expect(query()).toEqual({ view: "steps" });
    expect(names()).toEqual(OWN_FIRST);
  });

  test("keep the selected step selected wherever the order puts its row", async () => {
    const { user } = await openConsole(`${PATH}?view=steps&row=${stepIdOf(ID, 5)}`, [DEEP]);
    await user.click(head("total"));
    expect(names()).toEqual(["shop", "handler", "load", "read", "render"]);
    expect(chosenRow()).toMatch(/^render/);
    await user.keyboard("k");
    expect(chosenRow()).toMatch(/^read/);
  });

  test("are walked to their ends and no further", async () => {
    const { user } = await openConsole(`${PATH}?view=steps`, [DEEP]);
    await user.keyboard("{End}j");
    expect(chosenRow()).toMatch(/^handler/);
    await user.keyboard("{PageUp}{ArrowUp}");
    expect(chosenRow()).toMatch(/^read/);
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(chosenRow()).toMatch(/^render/);
  });

  test("lead from a row to its first outlier, else to its longest step", async () => {
    const { user, query } = await openConsole(`${PATH}?view=steps`, [withFar({ 1: 90, 4: 95 })]);
    expect(textOf(stepGrid().getByText(/^\d.* of 6/))).toMatch(/^5th of 6: 95.ms$/);
    await user.click(stepGrid().getByRole("row", { name: /^cruddur/ }));
    await addressSettles();
    expect(query()["row"]).toBe(stepIdOf(ID, 3));
  });
});

describe("O", () => {
  test.each(["timeline", "flame", "steps"])(
    "leads through the outliers and round, in the %s",
    async (view) => {
      const { user, query } = await openConsole(`${PATH}?view=${view}`, [withFar({ 1: 90, 4: 95 })]);
      expect(screen.getAllByText(/next outlier/).length).toBeGreaterThan(0);
      const steps: (string | undefined)[] = [];
      for (let press = 0; press < 3; press += 1) {
        await user.keyboard("o");
        await addressSettles();
        steps.push(query()["row"]);
      }
      expect(steps).toEqual([stepIdOf(ID, 3), stepIdOf(ID, 6), stepIdOf(ID, 3)]);
    },
  );

  test("is not offered and leads nowhere where nothing took far longer", async () => {
    const { user, query } = await openConsole(`${PATH}?view=flame`, [withFar({})]);
    expect(screen.queryByText(/next outlier/)).toBeNull();
    await user.keyboard("o");
    await addressSettles();
    expect(query()).toEqual({ view: "flame" });
  });
});
