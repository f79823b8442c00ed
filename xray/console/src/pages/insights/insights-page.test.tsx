// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { readTable, textOf } from "../../testing/read-table.ts";

/** Ten requests a minute of the last hour; in the last ten minutes half of them fail in the database, in two before none. */
function outage(): object[] {
  return Array.from({ length: 600 }, (_, index) => {
    const agoSec = 3600 - index * 6;
    const isDown = agoSec <= 600 && index % 2 === 0;
    return makeRequest(traceIdOf(index + 1, agoSec), { agoSec, status: isDown ? 500 : 200, durationMs: 20 });
  });
}

const verdict = () => textOf(screen.getByRole("heading", { level: 1 }));
const watch = async (enabled: boolean) =>
  theXray().call("/UpdateGroup", {
    GroupName: "Default",
    InsightsConfiguration: { InsightsEnabled: enabled, NotificationsEnabled: false },
  });
const group = (name: string) => screen.getByRole("switch", { name });

describe("insights", () => {
  test("say since when what fails, how many clients see it, and the way from them to where it began", async () => {
    await watch(true);
    await openConsole("/insights", outage());
    await settle();
    expect(verdict()).toMatch(/^50 % of the requests fail at cruddur@127\.0\.0\.1 since 14:30\.$/);
    const [, row = []] = readTable("Insights");
    expect(row[0]).toMatch(/^cruddur@127\.0\.0\.1 active/);
    expect(row[1]).toBe("14:30, 10 min");
    expect(row.slice(2)).toEqual(["14:30", "10 min", "50", "50 %", "Default"]);
    const impact = within(screen.getByRole("region", { name: "Impact" }));
    expect(impact.getAllByRole("listitem").map(textOf)).toEqual([
      "clients50 of 100 fail",
      "backend-flaskpassed on",
      "cruddur@127.0.0.1began here, 50 %",
    ]);
    const side = screen.getByRole("complementary", { name: "The insight" });
    expect(textOf(side)).toMatch(/14:30more faults than usual: 5 of 10 failed, 50 %/);
    expect(textOf(side)).toContain("0 % failed before 14:30");
    expect(within(side).getByRole("img").getAttribute("aria-label")).toMatch(/^At most 5 faults/);
  });

  test("lead to the traces that failed because of it", async () => {
    await watch(true);
    const { user, query } = await openConsole("/insights", outage());
    await settle();
    await user.click(screen.getByRole("link", { name: "View its traces" }));
    await settle();
    expect(query()["filter"]).toBe('rootcause.fault.service { name = "cruddur@127.0.0.1" }');
    expect(screen.queryByRole("alert")).toBeNull();
    expect(readTable("Traces").length).toBeGreaterThan(1);
  });

  test("are chosen by their state, which is in the address", async () => {
    await watch(true);
    const { user, query } = await openConsole("/insights", outage());
    await settle();
    expect(screen.getByRole("button", { name: "Active 1" })).toBeTruthy();
    await user.keyboard("2");
    await settle();
    expect(query()).toEqual({ state: "closed" });
    expect(screen.queryByRole("table", { name: "Insights" })).toBeNull();
    await user.keyboard("{Escape}");
    await settle();
    expect(query()).toEqual({});
    expect(readTable("Insights")).toHaveLength(2);
  });
});

describe("the switch of a group", () => {
  test("is what makes insights, is written at once, and can be undone", async () => {
    await watch(false);
    const { user } = await openConsole("/insights", outage());
    await settle();
    expect(verdict()).toBe("No group is watched.");
    await user.click(group("Default"));
    await passTime(100);
    await settle();
    expect(group("Default").ariaChecked).toBe("true");
    expect(readTable("Insights")).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: /Undo/ }));
    await passTime(100);
    await settle();
    expect(group("Default").ariaChecked).toBe("false");
    expect(verdict()).toBe("No group is watched.");
  });

  test("says why it could not be written", async () => {
    await watch(false);
    const { user } = await openConsole("/insights");
    await settle();
    theXray().answerInstead("/UpdateGroup", () => errorAnswer(500, "InternalFailure", "The disk is full"));
    await user.click(group("Default"));
    await passTime(100);
    await settle();
    expect(screen.getByRole("alert").textContent).not.toBe("");
    expect(group("Default").ariaChecked).toBe("false");
  });
});

test("nothing that fails more than usual is said so", async () => {
  await watch(true);
  await openConsole("/insights", [makeRequest(traceIdOf(1))]);
  await settle();
  expect(verdict()).toBe("Nothing failed more than usual in the last 24 h.");
  expect(screen.getByRole("link", { name: "Exceptions" }).getAttribute("href")).toBe("/errors");
});

test("an error says so, and can be tried again", async () => {
  await watch(true);
  const stop = theXray().answerInstead("/InsightSummaries", () =>
    errorAnswer(500, "InternalFailure", "The disk is full"),
  );
  const { user } = await openConsole("/insights");
  await passTime(3000);
  expect(screen.getByRole("alert").textContent).toMatch(/Try again/);
  stop();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await settle();
  expect(verdict()).toBe("Nothing failed more than usual in the last 24 h.");
});
