// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { resizeWindow } from "../../testing/browser/layout.ts";
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

/** One that began in the database and goes on, and one of a quarter of an hour before that began in the app itself. */
function twoOutages(): object[] {
  return Array.from({ length: 600 }, (_, index) => {
    const agoSec = 3600 - index * 6;
    const isOld = agoSec > 1500 && agoSec <= 1800;
    const isDown = index % 2 === 0 && (agoSec <= 300 || isOld);
    return makeRequest(traceIdOf(index + 1, agoSec), {
      agoSec,
      status: isDown ? 500 : 200,
      durationMs: 20,
      ...(isOld && { queries: [] }),
    });
  });
}

const focused = () => textOf(document.activeElement);
const causes = () =>
  readTable("Insights")
    .slice(1)
    .map(([cause = ""]) => cause.split(/ (?=active|closed)/)[0]);
const side = () => screen.getByRole("complementary", { name: "The insight" });

describe("several insights", () => {
  test("are walked by J and K, and Enter chooses one, which is in the address", async () => {
    await watch(true);
    const { user, query, reload } = await openConsole("/insights", twoOutages());
    await settle();
    expect(causes()).toEqual(["cruddur@127.0.0.1", "backend-flask"]);
    expect(screen.getByText("1 active, 1 closed")).toBeTruthy();
    await user.keyboard("jj");
    expect(focused()).toBe("backend-flask closed");
    expect(query()).toEqual({});
    await user.keyboard("{Enter}");
    await settle();
    expect(Object.keys(query())).toEqual(["id"]);
    expect(textOf(side())).toMatch(/^backend-flask14:10 to 14:\d\d, id/);
    expect(textOf(side())).toContain("calm again, closed");
    await reload();
    await settle();
    expect(within(side()).getByRole("heading", { name: "backend-flask" })).toBeTruthy();
    await user.keyboard("j{Enter}");
    await settle();
    expect(within(side()).getByRole("heading", { name: "cruddur@127.0.0.1" })).toBeTruthy();
  });

  test("of a state leave the one in the address out, and the first of the others is told", async () => {
    await watch(true);
    const { user, query } = await openConsole("/insights?state=closed", twoOutages());
    await settle();
    expect(causes()).toEqual(["backend-flask"]);
    await user.click(screen.getByRole("button", { name: /^backend-flask/ }));
    await user.keyboard("1");
    await settle();
    expect(query()["state"]).toBe("active");
    expect(causes()).toEqual(["cruddur@127.0.0.1"]);
    expect(within(side()).getByRole("heading", { name: "cruddur@127.0.0.1" })).toBeTruthy();
    await user.keyboard("1");
    await settle();
    expect(causes()).toHaveLength(2);
  });
});

test("in a narrow window an insight opens as a sheet, and Escape closes the sheet before it shows all", async () => {
  resizeWindow({ width: 390 });
  await watch(true);
  const { user, query } = await openConsole("/insights?state=active", outage());
  await settle();
  const sheet = () => screen.queryByRole("dialog", { name: "The insight" });
  expect(sheet()).toBeNull();
  // The switches are below the table, not in the sheet.
  expect(group("Default").closest("dialog")).toBeNull();
  await user.click(screen.getByRole("button", { name: /^cruddur@127/ }));
  await settle();
  expect(textOf(sheet())).toMatch(/^cruddur@127\.0\.0\.1active since 14:30/);
  await user.keyboard("{Escape}");
  expect(sheet()).toBeNull();
  expect(query()["state"]).toBe("active");
  await user.keyboard("{Escape}");
  await settle();
  expect(query()["state"]).toBeUndefined();
});

test("an insight whose traces are gone is told without the way to them", async () => {
  await watch(true);
  const none = { json: async (): Promise<unknown> => ({ Services: [] }) };
  theXray().answerInstead("/InsightImpactGraph", () => Object.assign(new Response(), none));
  await openConsole("/insights", outage());
  await settle();
  const impact = within(screen.getByRole("region", { name: "Impact" }));
  expect(impact.queryAllByRole("listitem")).toEqual([]);
  expect(impact.getByText("The traces of its faults are not kept any more.")).toBeTruthy();
  expect(textOf(side())).toContain("more faults than usual: 5 of 10 failed, 50 %");
});

test("what takes long to find is said to be looked for", async () => {
  await watch(true);
  const release = theXray().hold("/InsightSummaries");
  await openConsole("/insights", outage());
  expect(screen.queryByText("Looking for insights")).toBeNull();
  await passTime(300);
  expect(screen.getByText("Looking for insights")).toBeTruthy();
  await release();
  await settle();
  expect(screen.queryByText("Looking for insights")).toBeNull();
  expect(causes()).toEqual(["cruddur@127.0.0.1"]);
});
