// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { openConsole } from "../../testing/open-console.tsx";
import type { OpenConsole } from "../../testing/open-console.tsx";
import { PATH, SLOW, grid, rowTexts, addressSettles } from "./testing/trace-page.ts";

async function drag(user: OpenConsole["user"], target: Element, fromX: number, toX: number): Promise<void> {
  await user.pointer([
    { keys: "[MouseLeft>]", target, coords: { clientX: fromX, clientY: 10 } },
    { target, coords: { clientX: toX, clientY: 10 } },
    { keys: "[/MouseLeft]", target, coords: { clientX: toX, clientY: 10 } },
  ]);
}

describe("the critical path", () => {
  const drawn = () =>
    [...document.querySelectorAll("[class^=critical][d]")].filter((path) => path.getAttribute("d") !== "")
      .length;

  test("is drawn at first, and taken away and brought back with C, which the address has", async () => {
    const { user, address, reload } = await openConsole(PATH, [SLOW]);
    const before = drawn();
    expect(before).toBeGreaterThan(0);
    await user.keyboard("c");
    expect(drawn()).toBe(0);
    await addressSettles();
    expect(address()).toContain("path=off");
    await reload();
    expect(drawn()).toBe(0);
    await user.keyboard("c");
    expect(drawn()).toBe(before);
    await addressSettles();
    expect(address()).not.toContain("path");
  });
});

describe("the window of time", () => {
  const zoomOf = (query: Record<string, string>) => (query["zoom"] ?? "").split("~").map(Number);
  const [minimap, axis] = [".minimap", ".axis"].map(
    (selector) => () =>
      screen.getByRole("region", { name: "Timeline" }).querySelector(selector) ?? document.body,
  ) as [() => Element, () => Element];

  test("is zoomed to the row with Z and to the whole with 0", async () => {
    const { user, query, reload } = await openConsole(PATH, [SLOW]);
    await user.keyboard("jz");
    await addressSettles();
    const [from = -1, to = -1] = zoomOf(query());
    expect(from).toBeLessThanOrEqual(0.001);
    expect(to).toBeGreaterThanOrEqual(0.08);
    expect(to).toBeLessThan(0.12);
    await reload();
    expect(zoomOf(query())).toEqual([from, to]);
    await user.keyboard("0");
    await addressSettles();
    expect(query()["zoom"]).toBeUndefined();
  });

  test("is scaled with + and −, and moved with Shift and the arrows", async () => {
    const { user, query } = await openConsole(PATH, [SLOW]);
    await user.keyboard("+");
    await addressSettles();
    const [from = 0, to = 0] = zoomOf(query());
    expect(to - from).toBeCloseTo(0.12, 3);
    await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
    await addressSettles();
    expect(zoomOf(query())[0]).toBeCloseTo(from + 0.024, 3);
    await user.keyboard("{Shift>}{ArrowLeft}{/Shift}");
    await addressSettles();
    expect(zoomOf(query())[0]).toBeCloseTo(from, 3);
    await user.keyboard("-");
    await addressSettles();
    expect(query()["zoom"]).toBeUndefined();
  });

  test("is dragged on the axis, and the whole comes back by a double click", async () => {
    const { user, query } = await openConsole(PATH, [SLOW]);
    await drag(user, axis(), 400, 800);
    await addressSettles();
    const [from = 0, to = 0] = zoomOf(query());
    expect(from).toBeGreaterThan(0.03);
    expect(to).toBeLessThan(0.15);
    await user.dblClick(axis());
    await addressSettles();
    expect(query()["zoom"]).toBeUndefined();
  });

  test("is drawn anew on the small picture, moved there, and pulled at its ends", async () => {
    const { user, query } = await openConsole(PATH, [SLOW]);
    await drag(user, minimap(), 300, 700);
    await addressSettles();
    const [from = 0, to = 0] = zoomOf(query());
    expect(to - from).toBeGreaterThan(0.03);
    await drag(user, minimap(), 500, 560);
    await addressSettles();
    const [movedFrom = 0, movedTo = 0] = zoomOf(query());
    expect(movedFrom).toBeGreaterThan(from);
    expect(movedTo - movedFrom).toBeCloseTo(to - from, 4);
    await user.dblClick(minimap());
    await addressSettles();
    expect(query()["zoom"]).toBeUndefined();
  });

  test("is zoomed by the wheel with Ctrl and moved by a sideways wheel", async () => {
    const { query } = await openConsole(PATH, [SLOW]);
    fireEvent.wheel(grid(), { deltaY: -300, ctrlKey: true, clientX: 500 });
    await addressSettles();
    const [from = 0, to = 0] = zoomOf(query());
    expect(to - from).toBeLessThan(0.15);
    fireEvent.wheel(grid(), { deltaX: 200, deltaY: 0 });
    await addressSettles();
    expect(zoomOf(query())[0]).toBeGreaterThan(from);
  });

  test("follows a step that lies outside of it", async () => {
    const { user, query } = await openConsole(`${PATH}?zoom=0~0.02`, [SLOW]);
    await user.keyboard("{End}");
    await addressSettles();
    const [from = 0, to = 0] = zoomOf(query());
    expect(from).toBeLessThanOrEqual(0.178);
    expect(to).toBeGreaterThan(0.178);
    expect(to - from).toBeCloseTo(0.02, 4);
  });

  test("that an address gives and is none is the whole", async () => {
    const { query } = await openConsole(`${PATH}?zoom=5~1`, [SLOW]);
    expect(rowTexts()).toHaveLength(4);
    expect(query()["zoom"]).toBe("5~1");
  });
});

test("the names of steps are made wider by their edge, and stay so", async () => {
  const { user, reload } = await openConsole(PATH, [SLOW]);
  const edge = () => screen.getByRole("separator", { name: "Width of Names" });
  edge().focus();
  await user.keyboard("{End}{ArrowLeft}");
  expect(edge().getAttribute("aria-valuenow")).toBe("690");
  await reload();
  expect(edge().getAttribute("aria-valuenow")).toBe("690");
});
