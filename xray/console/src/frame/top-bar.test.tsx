// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../testing/app-requests.ts";
import { passTime } from "../testing/clock.ts";
import { openConsole, settle, theXray } from "../testing/open-console.tsx";
import { readColumn, textOf } from "../testing/read-table.ts";

const SCOPE = "timeRange=PT1H&group=slow";
const view = (name: string) =>
  within(screen.getByRole("navigation", { name: "Views" })).getByRole("link", { name });
const rangeButton = () => screen.getByRole("button", { name: /^Time range/ });
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

async function makeGroup(name: string, filter: string): Promise<void> {
  await theXray().call("/CreateGroup", { GroupName: name, FilterExpression: filter });
}

describe("the views", () => {
  test.each([
    ["Map", "/map"],
    ["Sampling", "/sampling"],
    ["Health", "/health"],
    ["Traces", "/traces"],
  ])("%s is a link that takes range and group along, and says that one is there", async (name, path) => {
    const { user, address } = await openConsole(`/groups?${SCOPE}`);
    await user.click(view(name));
    await settle();
    expect(address()).toBe(`${path}?${SCOPE}`);
    expect(view(name).getAttribute("aria-current")).toBe("page");
    const others = ["Map", "Sampling", "Health", "Traces"].filter((other) => other !== name);
    expect(others.map((other) => view(other).getAttribute("aria-current"))).toEqual([null, null, null]);
  });

  test.each([
    ["gv", "/services"],
    ["gt", "/traces"],
    ["gg", "/groups"],
    ["gm", "/map"],
    ["gi", "/insights"],
    ["gc", "/calls"],
    ["gs", "/sampling"],
    ["gh", "/health"],
  ])("are reached by the keys %s", async (keys, path) => {
    const { user, address } = await openConsole("/compare/1-a/1-b");
    await user.keyboard(keys);
    expect(address()).toBe(path);
  });

  test("G waits a moment for its second key, not longer", async () => {
    const { user, address } = await openConsole("/groups");
    await user.keyboard("g");
    await passTime(2000);
    await user.keyboard("m");
    expect(address()).toBe("/groups");
  });

  test("the name of the console leads to the list", async () => {
    const { user, address } = await openConsole(`/health?${SCOPE}`);
    await user.click(screen.getByRole("link", { name: /^X-Ray/ }));
    expect(address()).toBe(`/traces?${SCOPE}`);
  });

  test("Health says how many kinds of documents are rejected", async () => {
    const { xray } = await openConsole("/traces", [makeRequest(traceIdOf(1))]);
    await xray.receive("not json", "{}");
    await passTime(1000);
    expect(screen.getByTitle(/kinds? of rejected documents/).textContent).toMatch(/^[12]$/);
  });
});

describe("the pulse", () => {
  test("tells how many segments arrive, and leads to Health", async () => {
    const { user, xray, address } = await openConsole("/traces");
    expect(textOf(screen.getByTitle(/^Segments received/))).toBe("0 /s");
    await passTime(1000);
    await xray.receive(...[1, 2, 3, 4, 5].map((number) => makeRequest(traceIdOf(number), { queries: [] })));
    await passTime(1000);
    expect(textOf(screen.getByTitle(/^Segments received/))).toBe("1 /s");
    await user.click(screen.getByTitle(/^Segments received/));
    expect(address()).toBe("/health");
  });
});

describe("the range", () => {
  test("is chosen from the menu, kept in the address, and asked of the server", async () => {
    const { user, query, xray, reload } = await openConsole("/traces", [
      makeRequest(traceIdOf(1, 1800), { agoSec: 1800, path: "/api/earlier" }),
    ]);
    await user.click(rangeButton());
    expect(screen.getByRole("menuitemradio", { name: "Last 15 min" }).ariaChecked).toBe("true");
    await user.click(screen.getByRole("menuitemradio", { name: "Last hour" }));
    await settle();
    expect(query()).toEqual({ timeRange: "PT1H" });
    expect(readColumn("Traces", 3)).toEqual(["/api/earlier"]);
    const { StartTime, EndTime } = xray.calls("/TraceSummaries").at(-1) as {
      StartTime: number;
      EndTime: number;
    };
    expect(Math.round(EndTime - StartTime)).toBe(3601);
    await reload();
    expect(rangeButton().ariaLabel).toBe("Time range Last hour");
  });

  test("opens by T, and is walked by the arrows", async () => {
    const { user, query } = await openConsole("/traces");
    await user.keyboard("t");
    expect(textOf(document.activeElement)).toBe("Last 15 min");
    await user.keyboard("{ArrowUp}{ArrowUp}{Enter}");
    expect(query()).toEqual({ timeRange: "PT1M" });
    expect(screen.queryByRole("menu")).toBeNull();
  });

  test("closes by Escape and by a press elsewhere, and the focus is where it was", async () => {
    const { user } = await openConsole("/traces");
    await user.click(rangeButton());
    await user.keyboard("{Escape}");
    expect(rangeButton().ariaExpanded).toBe("false");
    expect(document.activeElement).toBe(rangeButton());
    await user.click(rangeButton());
    await user.click(screen.getByRole("heading", { name: "Nothing traced yet" }));
    expect(rangeButton().ariaExpanded).toBe("false");
  });

  test("that is in no menu is told by its length", async () => {
    await openConsole("/traces?timeRange=PT45M");
    expect(rangeButton().ariaLabel).toBe("Time range Last 45M");
  });

  test("that is none is the usual one", async () => {
    await openConsole("/traces?timeRange=yesterday");
    expect(rangeButton().ariaLabel).toBe("Time range Last 15 min");
  });
});

describe("a fixed range", () => {
  async function openDialog(address = "/traces") {
    const opened = await openConsole(address);
    await opened.user.click(rangeButton());
    await opened.user.click(screen.getByRole("menuitem", { name: "Fixed range…" }));
    return opened;
  }
  const fill = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });

  test("begins with what is shown", async () => {
    await openDialog();
    expect(screen.getByRole("dialog", { name: "Fixed range" })).toBeDefined();
    expect(field("From").value).toMatch(/^2026-11-24T14:25/);
    expect(field("To").value).toMatch(/^2026-11-24T14:40/);
  });

  test("is set by its ends, and the link's words follow", async () => {
    const { user, query } = await openDialog();
    fill("From", "2026-11-24T10:00:00");
    fill("To", "2026-11-24T11:30:00");
    expect(field("In links").value).toBe("2026-11-24T10:00:00~2026-11-24T11:30:00");
    await user.click(screen.getByRole("button", { name: "Show" }));
    expect(query()).toEqual({ timeRange: "2026-11-24T10:00:00~2026-11-24T11:30:00" });
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(rangeButton().ariaLabel).toBe("Time range 10:00 to 11:30");
  });

  test("is set by the words of a link, and its ends follow", async () => {
    const { user, query } = await openDialog();
    fill("In links", "2026-11-23T22:00~2026-11-23T23:00");
    expect(field("From").value).toMatch(/^2026-11-23T22:00/);
    await user.click(screen.getByRole("button", { name: "Show" }));
    expect(query()["timeRange"]).toBe("2026-11-23T22:00:00~2026-11-23T23:00:00");
    expect(rangeButton().ariaLabel).toBe("Time range 23 Nov 22:00 to 23 Nov 23:00");
  });

  test.each(["", "soon", "2026-11-24T11:00~2026-11-24T10:00", "PT"])(
    "%j is no range: it says what one looks like",
    async (text) => {
      await openDialog();
      fill("In links", text);
      expect(field("In links").ariaInvalid).toBe("true");
      expect(screen.getByText(/^Start~end in UTC/)).toBeDefined();
      expect(screen.getByRole<HTMLButtonElement>("button", { name: "Show" }).disabled).toBe(true);
    },
  );

  test("may be a length, which ends now", async () => {
    const { user, query } = await openDialog();
    fill("In links", "PT45M");
    await user.click(screen.getByRole("button", { name: "Show" }));
    expect(query()).toEqual({ timeRange: "PT45M" });
  });

  test("is given up by Cancel, by Escape, and by a press beside it", async () => {
    const { user, address } = await openDialog();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.click(rangeButton());
    await user.click(screen.getByRole("menuitem", { name: "Fixed range…" }));
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.click(rangeButton());
    await user.click(screen.getByRole("menuitem", { name: "Fixed range…" }));
    fireEvent.pointerDown(screen.getByRole("dialog"));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(address()).toBe("/traces");
  });
});

describe("the group", () => {
  test("narrows the list, is kept in the address, and goes along to other views", async () => {
    await makeGroup("slow", "responsetime > 0.5");
    const { user, query, reload } = await openConsole("/traces", [
      makeRequest(traceIdOf(1), { path: "/api/quick" }),
      makeRequest(traceIdOf(2), { path: "/api/slow", durationMs: 800 }),
    ]);
    await user.click(screen.getByRole("button", { name: "Group Default" }));
    await user.click(screen.getByRole("menuitemradio", { name: /^slow/ }));
    await settle();
    expect(readColumn("Traces", 3)).toEqual(["/api/slow"]);
    expect(query()).toEqual({ group: "slow" });
    await reload();
    expect(screen.getByRole("button", { name: "Group slow" })).toBeDefined();
    expect(readColumn("Traces", 3)).toEqual(["/api/slow"]);
    expect(view("Map").getAttribute("href")).toBe("/map?group=slow");
  });

  test("is chosen by its number after G, and left by 0", async () => {
    await makeGroup("slow", "responsetime > 0.5");
    await makeGroup("pay", 'service("payment")');
    const { user, query } = await openConsole("/health");
    await user.click(screen.getByRole("button", { name: "Group Default" }));
    const names = screen.getAllByRole("menuitemradio").map(textOf);
    const second = /^(.*)G 2$/.exec(names.at(2) ?? "")?.[1];
    await user.keyboard("{Escape}");
    await user.keyboard("g2");
    expect(query()).toEqual({ group: second });
    await user.keyboard("g0");
    expect(query()).toEqual({});
  });

  test("is left by Default", async () => {
    await makeGroup("slow", "responsetime > 0.5");
    const { user, address } = await openConsole("/traces?group=slow", [makeRequest(traceIdOf(1))]);
    await user.click(screen.getByRole("button", { name: "Group slow" }));
    await user.click(screen.getByRole("menuitemradio", { name: /^Default/ }));
    expect(address()).toBe("/traces");
  });

  test("leads to all groups", async () => {
    const { user, address } = await openConsole("/traces");
    await user.click(screen.getByRole("button", { name: "Group Default" }));
    await user.click(screen.getByRole("menuitem", { name: /^All groups/ }));
    await settle();
    expect(address()).toBe("/groups");
    expect(screen.getByRole("table", { name: "Groups" })).toBeDefined();
  });

  test("without a trace in the range says so, and can be left", async () => {
    const { user, address } = await openConsole("/traces?group=gone", [makeRequest(traceIdOf(1))]);
    expect(screen.getByRole("heading", { name: "No trace of 1 is in the group gone" })).toBeDefined();
    await user.click(screen.getByRole("link", { name: "Show all traces" }));
    await settle();
    expect(address()).toBe("/traces");
    expect(readColumn("Traces", 3)).toEqual(["/api/activities/home"]);
  });
});

test("a range that has ended is not live, and the button leads to one that is", async () => {
  const { user, address } = await openConsole(
    "/map?timeRange=2026-11-24T14:00:00~2026-11-24T14:20:00&group=slow",
  );
  const live = () => screen.getByRole("button", { name: "Live updates" });
  expect(textOf(live())).toBe("Past");
  expect(live().ariaPressed).toBe("false");
  await user.click(live());
  expect(address()).toBe("/map?timeRange=PT15M&group=slow");
  expect(textOf(live())).toBe("Live");
  expect(live().ariaPressed).toBe("true");
});
