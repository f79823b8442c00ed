// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../testing/app-requests.ts";
import { passTime } from "../testing/clock.ts";
import { errorAnswer } from "../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../testing/open-console.tsx";
import { textOf } from "../testing/read-table.ts";

const DOCUMENTS = [
  makeRequest(traceIdOf(1)),
  makeRequest(traceIdOf(2), { status: 500 }),
  makeRequest(traceIdOf(3), { durationMs: 900 }),
];

async function makeGroups(groups: Readonly<Record<string, string>>): Promise<void> {
  for (const [GroupName, FilterExpression] of Object.entries(groups)) {
    await theXray().call("/CreateGroup", { GroupName, FilterExpression });
  }
}

const row = (name: string) => screen.getByRole("row", { name: new RegExp(`^${name}`) });
const cells = (name: string) => within(row(name)).getAllByRole("cell").map(textOf);
const inRow = (name: string) => within(row(name));
const filterField = (name: string) =>
  screen.getByRole<HTMLInputElement>("combobox", { name: `Filter of ${name}` });

describe("the groups", () => {
  test("are a table of what they match, how much of it there is, and who uses them", async () => {
    await makeGroups({ slow: "responsetime > 0.5", "slow-faults": 'group.name = "slow" AND fault' });
    await openConsole("/groups", DOCUMENTS);
    expect(cells("slow ")[6]).toBe("1");
    expect(cells("slow ")[9]).toBe("group slow-faults");
    expect(cells("slow-faults").slice(6)).toEqual(["0", "", "", "nothing", "MapEdit"]);
    expect(cells("Default").slice(1, 5)).toEqual(["all traces", "0.20", "900ms", "33 %"]);
    expect(cells("Default")[9]).toBe("this view");
    expect(textOf(screen.getByRole("heading", { level: 1 }))).toBe("No group got worse.");
  });

  test("count within the range of the address", async () => {
    await openConsole("/groups?timeRange=PT1M", [...DOCUMENTS, makeRequest(traceIdOf(4, 5), { agoSec: 5 })]);
    expect(screen.getByText(/^Last minute\. A group is a filter/)).toBeDefined();
    expect(cells("Default")[6]).toBe("1");
  });

  test("say how many earlier filters name them", async () => {
    await makeGroups({ slow: "responsetime > 0.5" });
    localStorage.setItem("xray-console-filters", JSON.stringify(['group.name = "slow"', "ok"]));
    await openConsole("/groups?group=slow", DOCUMENTS);
    expect(cells("slow")[9]).toBe("this view, 1 earlier filter");
  });

  test("lead to their traces and to their map", async () => {
    await makeGroups({ slow: "responsetime > 0.5" });
    const { user, address } = await openConsole("/groups", DOCUMENTS);
    expect(inRow("slow").getByRole("link", { name: "Map" }).getAttribute("href")).toBe("/map?group=slow");
    await user.click(inRow("slow").getByRole("link", { name: "slow" }));
    expect(address()).toBe("/traces?group=slow");
  });

  test("that the server does not tell are told as its error", async () => {
    theXray().answerInstead("/Groups", () => errorAnswer(500, "InternalFailure", "It broke"));
    await openConsole("/groups");
    await passTime(1500);
    expect(screen.getByRole("heading", { name: "It broke" })).toBeDefined();
  });
});

describe("a group that got worse", () => {
  const many = (count: number, request: (index: number) => object) =>
    Array.from({ length: count }, (_, index) => request(index));
  /** Forty a quarter of an hour, before and now; now half of them fails. */
  const worse = () => [
    ...many(40, (index) => makeRequest(traceIdOf(100 + index, 1000 + index), { agoSec: 1000 + index })),
    ...many(40, (index) =>
      makeRequest(traceIdOf(200 + index, 20 + index), {
        agoSec: 20 + index,
        status: index % 2 === 0 ? 500 : 200,
      }),
    ),
  ];

  test("is told in a sentence, with what it was before", async () => {
    await makeGroups({ home: 'http.url CONTAINS "home"', other: "responsetime > 5" });
    const { user } = await openConsole("/groups", worse());
    expect(textOf(screen.getByRole("heading", { level: 1 }))).toBe("Two groups fail more than before.");
    expect(cells("home")[4]).toBe("50 %was 0 %");
    expect(cells("other").slice(2, 7)).toEqual(["0", "", "0", "", "0"]);
    await user.click(screen.getByRole("button", { name: /^Against/ }));
    await user.click(screen.getByRole("menuitemradio", { name: "nothing" }));
    await settle();
    expect(cells("home")[4]).toBe("50 %");
  });
});

describe("the switches of a group", () => {
  test("watch it by insights and send events, which need insights, and can be undone", async () => {
    await makeGroups({ mine: "fault" });
    const { user, xray } = await openConsole("/groups", DOCUMENTS);
    const insights = () => inRow("mine").getByRole("switch", { name: "Insights of mine" });
    const events = () => inRow("mine").getByRole<HTMLButtonElement>("switch", { name: "Events of mine" });
    expect(events().disabled).toBe(true);
    await user.click(insights());
    await settle();
    await user.click(events());
    await settle();
    expect([insights().ariaChecked, events().ariaChecked]).toEqual(["true", "true"]);
    expect(await xray.call("/GetGroup", { GroupName: "mine" })).toMatchObject({
      Group: { InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: true } },
    });
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await settle();
    expect([insights().ariaChecked, events().ariaChecked]).toEqual(["true", "false"]);
    await user.click(insights());
    await settle();
    expect([insights().ariaChecked, events().disabled]).toEqual(["false", true]);
  });
});

describe("editing a group", () => {
  test("tells how many traces the filter matches as it is typed", async () => {
    await makeGroups({ mine: "fault" });
    const { user } = await openConsole("/groups", DOCUMENTS);
    await user.click(inRow("mine").getByRole("button", { name: "Edit" }));
    await settle();
    const told = () => textOf(inRow("mine").getByText(/^A name cannot change/).parentElement);
    expect(told()).toMatch(/^1 of 3 traces matches\. /);
    await user.clear(filterField("mine"));
    await user.type(filterField("mine"), "ok");
    await settle();
    expect(told()).toMatch(/^2 of 3 traces match; as saved, it was 1\. /);
  });

  test("changes its filter, and counts anew", async () => {
    await makeGroups({ mine: "fault" });
    const { user } = await openConsole("/groups", DOCUMENTS);
    await user.click(inRow("mine").getByRole("button", { name: "Edit" }));
    expect(filterField("mine").value).toBe("fault");
    await user.clear(filterField("mine"));
    await user.type(filterField("mine"), "ok");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await settle();
    expect(screen.queryByRole("combobox")).toBeNull();
    expect(cells("mine")[1]).toContain("ok");
    expect(cells("mine")[6]).toBe("2");
  });

  test("by Enter saves, by Escape and by Cancel gives up", async () => {
    await makeGroups({ mine: "fault" });
    const { user, xray } = await openConsole("/groups", DOCUMENTS);
    const edit = () => user.click(inRow("mine").getByRole("button", { name: "Edit" }));
    await edit();
    await user.type(filterField("mine"), " AND ok{Escape}{Escape}");
    await edit();
    expect(filterField("mine").value).toBe("fault");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(xray.calls("/UpdateGroup")).toEqual([]);
    await edit();
    await user.type(filterField("mine"), " OR ok{Enter}");
    await settle();
    expect(xray.calls("/UpdateGroup")).toEqual([{ GroupName: "mine", FilterExpression: "fault OR ok" }]);
  });

  test("tells what is no filter while it is typed, and does not save it", async () => {
    await makeGroups({ mine: "fault" });
    const { user, xray } = await openConsole("/groups", DOCUMENTS);
    await user.click(inRow("mine").getByRole("button", { name: "Edit" }));
    await user.type(filterField("mine"), " AND");
    expect(filterField("mine").ariaInvalid).toBe("true");
    expect(screen.getByText(/^Column \d+/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(document.activeElement).toBe(filterField("mine"));
    await user.keyboard("{Escape}{Enter}");
    expect(xray.calls("/UpdateGroup")).toEqual([]);
  });

  test("offers what exists as it is typed, and Tab takes it", async () => {
    await makeGroups({ mine: "fault" });
    const { user } = await openConsole("/groups", DOCUMENTS);
    await user.click(inRow("mine").getByRole("button", { name: "Edit" }));
    expect(document.activeElement).toBe(filterField("mine"));
    await user.clear(filterField("mine"));
    await user.type(filterField("mine"), 'service("back');
    expect(screen.getAllByRole("option").map(textOf)[0]).toContain("backend-flask");
    await user.tab();
    await user.keyboard("){Enter}");
    await settle();
    expect(cells("mine")[1]).toContain('service("backend-flask")');
  });

  test("tells why the server refused it", async () => {
    await makeGroups({ mine: "fault" });
    const { user, xray } = await openConsole("/groups", DOCUMENTS);
    xray.answerInstead("/UpdateGroup", () => errorAnswer(400, "InvalidRequestException", "A circle"));
    await user.click(inRow("mine").getByRole("button", { name: "Edit" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await settle();
    expect(screen.getByText("A circle")).toBeDefined();
  });
});

describe("deleting a group", () => {
  test("takes it from the table and from the menu", async () => {
    await makeGroups({ mine: "fault", other: "ok" });
    const { user } = await openConsole("/groups", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "Delete mine" }));
    await settle();
    expect(screen.queryByRole("row", { name: /^mine/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Group Default" }));
    expect(screen.getAllByRole("menuitemradio").map(textOf)).toEqual(["Defaultall traces, G 0", "otherG 1"]);
  });

  test("can be taken back, with its filter and its insights", async () => {
    await makeGroups({ mine: "fault" });
    const { user, xray } = await openConsole("/groups", DOCUMENTS);
    await xray.call("/UpdateGroup", {
      GroupName: "mine",
      InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: false },
    });
    await passTime(61_000);
    await user.click(screen.getByRole("link", { name: "Traces" }));
    await user.keyboard("gt");
    await user.click(screen.getByRole("button", { name: "Group Default" }));
    await user.click(screen.getByRole("menuitem", { name: /^All groups/ }));
    await settle();
    const before = await xray.call("/GetGroup", { GroupName: "mine" });
    await user.click(screen.getByRole("button", { name: "Delete mine" }));
    await settle();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await settle();
    expect(cells("mine")[1]).toContain("fault");
    const { GroupARN: _arn, ...group } = (before as { Group: { GroupARN: string } }).Group;
    expect(await xray.call("/GetGroup", { GroupName: "mine" })).toMatchObject({ Group: group });
  });

  test("is not offered for Default", async () => {
    await openConsole("/groups", DOCUMENTS);
    expect(inRow("Default").queryByRole("button")).toBeNull();
  });
});
