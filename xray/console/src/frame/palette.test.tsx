// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../testing/app-requests.ts";
import { openConsole, settle, theXray } from "../testing/open-console.tsx";
import { textOf } from "../testing/read-table.ts";

const palette = () => within(screen.getByRole("dialog", { name: "Command palette" }));
const commands = () => palette().getAllByRole("option").map(textOf);
const field = () => palette().getByRole<HTMLInputElement>("combobox");

async function openPalette(address = "/traces") {
  const opened = await openConsole(address, [makeRequest(traceIdOf(1))]);
  await opened.user.keyboard("{Control>}k{/Control}");
  return opened;
}

describe("the palette", () => {
  test("opens by Ctrl K, also while one types, and takes the focus", async () => {
    const { user } = await openConsole("/traces", [makeRequest(traceIdOf(1))]);
    await user.click(screen.getByRole("combobox", { name: "Filter expression" }));
    await user.keyboard("{Control>}k{/Control}");
    expect(document.activeElement).toBe(field());
  });

  test("opens by its button, and closes by Escape with the focus where it was", async () => {
    const { user } = await openConsole("/traces", [makeRequest(traceIdOf(1))]);
    const button = screen.getByRole("button", { name: /^Command palette/ });
    await user.click(button);
    expect(field().value).toBe("");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  test("finds commands by any of their words, those that begin so first", async () => {
    const { user } = await openPalette();
    await user.keyboard("only faults");
    expect(commands()).toEqual(["FilterOnly faultsfault"]);
    await user.clear(field());
    await user.keyboard("ma");
    expect(commands()[0]).toBe("ViewMapG M");
  });

  test("finds services, URLs, users and annotations of the traces, and adds them to the filter", async () => {
    const documents = [
      makeRequest(traceIdOf(1), { user: "londo", annotations: { tenant: "acme" }, path: "/api/orders/17" }),
    ];
    const { user, query } = await openConsole("/traces?filter=ok", documents);
    await user.keyboard("{Control>}k{/Control}");
    await settle();
    await user.keyboard("lond");
    expect(commands()).toEqual(["Userlondo1 trace"]);
    await user.clear(field());
    await user.keyboard("acme");
    expect(commands()).toEqual(["Annotationtenant = acme1 trace"]);
    await user.clear(field());
    await user.keyboard("service flask");
    expect(commands()).toEqual(["Servicebackend-flask1 trace"]);
    await user.clear(field());
    await user.keyboard("orders{Enter}");
    expect(query()).toEqual({ filter: 'ok AND http.url CONTAINS "/api/orders/"' });
  });

  test("says when nothing is called so", async () => {
    const { user } = await openPalette();
    await user.keyboard("make coffee");
    expect(palette().queryAllByRole("option")).toEqual([]);
    expect(palette().getByText("Nothing is called so.")).toBeDefined();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("dialog")).toBeDefined();
  });

  test("is walked by the arrows, round at both ends", async () => {
    const { user } = await openPalette();
    const selected = () => textOf(palette().getByRole("option", { selected: true }));
    expect(selected()).toContain("Services");
    await user.keyboard("{ArrowDown}");
    expect(selected()).toContain("Traces");
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(selected()).toContain("Shortcuts");
    expect(field().getAttribute("aria-activedescendant")).toBe(
      palette().getByRole("option", { selected: true }).id,
    );
    await user.keyboard("{ArrowDown}");
    expect(selected()).toContain("Services");
  });

  test("follows the pointer, and a press runs", async () => {
    const { user, address } = await openPalette();
    await user.hover(palette().getByRole("option", { name: /Health/ }));
    expect(textOf(palette().getByRole("option", { selected: true }))).toContain("Health");
    await user.click(palette().getByRole("option", { name: /Health/ }));
    expect(address()).toBe("/health");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("a command", () => {
  test.each([
    ["view sampling", "/sampling?timeRange=PT1H"],
    ["view groups", "/groups?timeRange=PT1H"],
    ["last 5 min", "/traces?filter=ok&timeRange=PT5M"],
    ["no filter", "/traces?timeRange=PT1H"],
    ["only faults", "/traces?filter=ok+AND+fault&timeRange=PT1H"],
  ])("%j leads to %s", async (typed, path) => {
    const { user, address } = await openPalette("/traces?filter=ok&timeRange=PT1H");
    await user.keyboard(`${typed}{Enter}`);
    await settle();
    expect(address()).toBe(path);
  });

  test("of a filter that is applied is not offered again", async () => {
    const { user } = await openPalette("/traces?filter=fault");
    await user.keyboard("only");
    expect(commands().join()).not.toContain("Only faults");
    expect(commands().join()).toContain("Only errors");
  });

  test("of a group narrows to it", async () => {
    await theXray().call("/CreateGroup", { GroupName: "checkout", FilterExpression: "ok" });
    const { user, query } = await openPalette();
    await user.keyboard("checkout{Enter}");
    expect(query()).toEqual({ group: "checkout" });
  });

  test.each([
    traceIdOf(1),
    traceIdOf(1).toUpperCase(),
    ` ${traceIdOf(1)} `,
    traceIdOf(1).replaceAll("-", "").slice(1),
  ])("opens the trace of the id %j", async (typed) => {
    const { user, address } = await openPalette();
    await user.keyboard(typed);
    expect(commands()).toEqual([`TraceOpen ${traceIdOf(1)}`]);
    await user.keyboard("{Enter}");
    expect(address()).toBe(`/traces/${traceIdOf(1)}`);
  });

  test("pauses, and then offers to resume", async () => {
    const { user } = await openPalette();
    await user.keyboard("pause{Enter}");
    expect(screen.getByRole("button", { name: "Live updates" }).ariaPressed).toBe("false");
    await user.keyboard("{Control>}k{/Control}");
    await user.keyboard("resume{Enter}");
    expect(screen.getByRole("button", { name: "Live updates" }).ariaPressed).toBe("true");
  });

  test("shows the shortcuts", async () => {
    const { user } = await openPalette();
    await user.keyboard("shortcuts{Enter}");
    expect(screen.getByRole("dialog", { name: "Shortcuts" })).toBeDefined();
    expect(screen.queryByRole("dialog", { name: "Command palette" })).toBeNull();
  });
});
