// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../testing/app-requests.ts";
import { openConsole } from "../testing/open-console.tsx";
import { textOf } from "../testing/read-table.ts";

const sheet = () => within(screen.getByRole("dialog", { name: "Shortcuts" }));

describe("the sheet of shortcuts", () => {
  test("opens by ? in every view", async () => {
    const { user } = await openConsole("/health");
    await user.keyboard("?");
    expect(sheet().getAllByRole("heading", { level: 2 }).map(textOf)).toEqual([
      "Anywhere",
      "Services",
      "Service",
      "List",
      "Compare sets",
      "Errors",
      "Calls",
      "Trace",
      "Map",
    ]);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("names each key beside what it does", async () => {
    const { user } = await openConsole("/health");
    await user.keyboard("?");
    const term = sheet().getByText(
      "Services, Traces, Map, Errors, Insights, Calls, Groups, Sampling, Health",
    );
    expect(textOf(term.nextElementSibling)).toBe("G then VTMEICGSH");
  });

  test("holds the keys of the view back while it is open", async () => {
    const { user, address } = await openConsole("/traces", [makeRequest(traceIdOf(1))]);
    await user.keyboard("?");
    await user.keyboard("gmx");
    expect(address()).toBe("/traces");
    expect(screen.queryByText("One trace chosen.")).toBeNull();
  });
});

describe("keys without Ctrl", () => {
  test("can be switched off, for good, while those with Ctrl stay", async () => {
    const { user, address, reload } = await openConsole("/traces", [makeRequest(traceIdOf(1))]);
    await user.keyboard("?");
    await user.click(sheet().getByRole("checkbox", { name: "Keys without Ctrl are shortcuts" }));
    await user.keyboard("{Escape}");
    await reload();
    await user.keyboard("gm?x");
    expect(address()).toBe("/traces");
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.keyboard("{Control>}k{/Control}");
    await user.keyboard("shortcuts{Enter}");
    await user.click(sheet().getByRole("checkbox"));
    await user.keyboard("{Escape}x");
    await user.keyboard("gm");
    expect(address()).toBe("/map");
  });
});
