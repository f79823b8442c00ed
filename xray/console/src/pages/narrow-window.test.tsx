// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../testing/app-requests.ts";
import { resizeWindow } from "../testing/browser/layout.ts";
import { passTime } from "../testing/clock.ts";
import { openConsole, settle } from "../testing/open-console.tsx";
import { readTable, textOf } from "../testing/read-table.ts";

const PHONE_PX = 390;
const ID = traceIdOf(1);
const DOCUMENTS = [
  makeRequest(ID, { status: 500, durationMs: 120 }),
  makeRequest(traceIdOf(2, 1800), { agoSec: 1800, path: "/api/earlier" }),
];

beforeEach(() => resizeWindow({ width: PHONE_PX }));

describe("on a phone", () => {
  test("the list has all that is needed to tell a trace", async () => {
    await openConsole("/traces", DOCUMENTS);
    const [, row] = readTable("Traces");
    const words = row?.join(" ") ?? "";
    for (const part of ["14:39:00", "GET", "/api/activities/home", "500", "120ms", "deadlock detected"]) {
      expect(words).toContain(part);
    }
  });

  test("the views without room are behind More, which takes the name of the open one, with range and group", async () => {
    const { user, address } = await openConsole("/traces", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "More views" }));
    await user.click(screen.getByRole("menuitemradio", { name: /^Health/ }));
    await settle();
    expect(address()).toBe("/health");
    await user.click(screen.getByRole("button", { name: "Health, more views" }));
    const ranges = within(screen.getByRole("group", { name: "Time range" }));
    await user.click(ranges.getByRole("menuitemradio", { name: "Last hour" }));
    expect(address()).toBe("/health?timeRange=PT1H");
    await user.click(screen.getByRole("button", { name: "Health, more views" }));
    const groups = within(screen.getByRole("group", { name: "Group" }));
    expect(groups.getByRole("menuitemradio", { name: "Default" }).ariaChecked).toBe("true");
  });

  test("the range is set beside the counts", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    const rail = within(screen.getByRole("main"));
    expect(rail.getByText(/of 1$/)).toBeDefined();
    await user.click(rail.getByRole("button", { name: "Time range Last 15 min" }));
    await user.click(screen.getByRole("menuitemradio", { name: "Last hour" }));
    await settle();
    expect(query()).toEqual({ timeRange: "PT1H" });
    expect(readTable("Traces")).toHaveLength(3);
  });

  test("a press on a row opens its trace, and one on a step the sheet of its details", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.click(screen.getByRole("link", { name: "/api/activities/home" }));
    await settle();
    expect(screen.queryByRole("dialog", { name: "Details" })).toBeNull();
    const grid = within(screen.getByRole("treegrid", { name: "Steps of the trace" }));
    await user.click(grid.getByText("cruddur@127.0.0.1"));
    const sheet = within(screen.getByRole("dialog", { name: "Details" }));
    expect(sheet.getByRole("region", { name: "SQL" })).toBeDefined();
    await user.click(sheet.getByRole("button", { name: "Close details" }));
    expect(screen.queryByRole("dialog", { name: "Details" })).toBeNull();
  });

  test("a press beside the sheet closes it", async () => {
    const { user } = await openConsole(`/traces/${ID}`, DOCUMENTS);
    await user.click(within(screen.getByRole("treegrid")).getByText("cruddur@127.0.0.1"));
    await user.click(screen.getByRole("heading", { level: 1 }));
    expect(screen.queryByRole("dialog", { name: "Details" })).toBeNull();
  });

  test("the map is a table first, and a node of it a sheet", async () => {
    const { user, query } = await openConsole("/map", DOCUMENTS);
    const nodes = within(screen.getByRole("table", { name: "Nodes" }));
    await user.click(nodes.getByRole("button", { name: /^backend-flask/ }));
    await passTime(1000);
    await settle();
    const sheet = within(screen.getByRole("dialog", { name: "Details" }));
    expect(textOf(sheet.getByRole("heading", { level: 2 }))).toContain("backend-flask");
    await user.click(sheet.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog", { name: "Details" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Map" }));
    expect(query()["view"]).toBe("map");
    expect(screen.getByRole("group", { name: "Trace map" })).toBeDefined();
  });

  test.each(["/sampling", "/groups", "/health", `/compare/${ID}/${ID}`])(
    "%s has its heading",
    async (path) => {
      await openConsole(path, DOCUMENTS);
      expect(screen.getByRole("heading", { level: 1 })).toBeDefined();
    },
  );
});

test("a window that becomes narrow takes its panel along as a sheet", async () => {
  resizeWindow({ width: 1400 });
  const { user } = await openConsole(`/traces/${ID}`, DOCUMENTS);
  expect(screen.getByRole("complementary", { name: "Details" })).toBeDefined();
  resizeWindow({ width: PHONE_PX });
  await passTime(0);
  expect(screen.queryByRole("complementary", { name: "Details" })).toBeNull();
  await user.click(within(screen.getByRole("treegrid")).getByText("cruddur@127.0.0.1"));
  expect(screen.getByRole("dialog", { name: "Details" })).toBeDefined();
});
