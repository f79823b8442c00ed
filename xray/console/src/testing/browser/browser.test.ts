// @vitest-environment jsdom
import "./install.ts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { resetWindow, resizeWindow } from "./layout.ts";

beforeEach(() => {
  document.body.innerHTML = `
    <button id="owner" popovertarget="menu">Menu</button>
    <div id="menu" popover="auto"><button id="item">Item</button></div>
    <dialog id="dialog"><button id="yes">Yes</button></dialog>
    <details id="details"><summary>More</summary><p id="more">text</p></details>
    <p id="hidden" hidden>none</p>
    <p id="plain">text</p>`;
});
afterEach(resetWindow);

const find = (id: string) => document.getElementById(id) ?? document.body;
const isSeen = (id: string) => getComputedStyle(find(id)).display !== "none";
const press = (target: Element, key: string) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const pressOn = (target: Element) => target.dispatchEvent(new Event("pointerdown", { bubbles: true }));

describe("a popover, as the HTML standard has it (6.12)", () => {
  test("is not seen until it is shown, by script or by its button", () => {
    expect(isSeen("menu")).toBe(false);
    find("menu").showPopover();
    expect(isSeen("menu")).toBe(true);
    find("menu").hidePopover();
    expect(isSeen("menu")).toBe(false);
    find("owner").click();
    expect(isSeen("menu")).toBe(true);
    find("owner").click();
    expect(isSeen("menu")).toBe(false);
  });

  test("tells of each change, and of none that is none", () => {
    const states: unknown[] = [];
    find("menu").addEventListener("toggle", (event) =>
      states.push("newState" in event ? event.newState : ""),
    );
    find("menu").showPopover();
    find("menu").showPopover();
    find("menu").hidePopover();
    find("menu").hidePopover();
    expect(states).toEqual(["open", "closed"]);
  });

  test("closes by Escape, and its button has the focus", () => {
    find("menu").showPopover();
    press(find("item"), "Escape");
    expect(isSeen("menu")).toBe(false);
    expect(document.activeElement).toBe(find("owner"));
  });

  test("closes by a press elsewhere, not by one inside of it", () => {
    find("menu").showPopover();
    pressOn(find("item"));
    expect(isSeen("menu")).toBe(true);
    pressOn(find("plain"));
    expect(isSeen("menu")).toBe(false);
  });
});

describe("a modal dialog, as the HTML standard has it (4.11.4)", () => {
  const dialog = () => find("dialog") as HTMLDialogElement;

  test("is seen while it is open, and takes the focus", () => {
    expect(isSeen("dialog")).toBe(false);
    dialog().showModal();
    expect(isSeen("dialog")).toBe(true);
    expect(document.activeElement).toBe(find("yes"));
  });

  test.each(["script", "Escape"])("closed by %s tells so once and gives the focus back", (way) => {
    const onClose = vi.fn<() => void>();
    dialog().addEventListener("close", onClose);
    find("owner").focus();
    dialog().showModal();
    if (way === "script") dialog().close();
    else press(find("yes"), "Escape");
    dialog().close();
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(isSeen("dialog")).toBe(false);
    expect(document.activeElement).toBe(find("owner"));
  });

  test("leaves an Escape alone that somebody inside has taken", () => {
    dialog().showModal();
    find("yes").addEventListener("keydown", (event) => event.preventDefault());
    press(find("yes"), "Escape");
    expect(dialog().open).toBe(true);
  });
});

describe("what can be seen", () => {
  test("is not what is hidden or folded away", () => {
    expect(isSeen("plain")).toBe(true);
    expect(isSeen("hidden")).toBe(false);
    expect(isSeen("more")).toBe(false);
    find("details").setAttribute("open", "");
    expect(isSeen("more")).toBe(true);
  });

  test("is laid out in lines and boxes as a browser does", () => {
    expect(getComputedStyle(document.createElement("span")).display).toBe("inline");
    expect(getComputedStyle(document.createElement("div")).display).toBe("block");
  });
});

describe("the window", () => {
  test("has one size for all, which media queries follow", () => {
    const query = matchMedia("(max-width: 720px)");
    const onChange = vi.fn<() => void>();
    query.addEventListener("change", onChange);
    expect(query.matches).toBe(false);
    resizeWindow({ width: 600 });
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(matchMedia("(max-width: 720px)").matches).toBe(true);
    expect(find("plain").getBoundingClientRect().width).toBe(600);
  });

  test("knows no other query", () => {
    expect(matchMedia("(prefers-color-scheme: dark)").matches).toBe(false);
  });
});
