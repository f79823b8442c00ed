// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle } from "../../testing/open-console.tsx";
import { textOf } from "../../testing/read-table.ts";
import { makeRule, names, report, rule, ruleItems } from "./testing/sampling-page.ts";

const dialog = () => within(screen.getByRole("dialog", { name: "Sampling rule" }));

const field = (label: string) => dialog().getByLabelText<HTMLInputElement>(new RegExp(`^${label}`));

/** What is read out with a field. */
const describedBy = (element: Element) =>
  (element.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => textOf(document.getElementById(id) ?? undefined))
    .join(" ");

describe("a new rule", () => {
  async function openDialog() {
    const opened = await openConsole("/sampling");
    await opened.user.click(screen.getByRole("button", { name: "New rule" }));
    return opened;
  }
  const create = () => dialog().getByRole<HTMLButtonElement>("button", { name: "Create" });

  test("is made as it is filled in", async () => {
    const { user, xray } = await openDialog();
    await user.type(field("Name"), "home");
    await user.clear(field("Then"));
    await user.type(field("Then"), "10");
    await user.clear(field("Method"));
    await user.type(field("Method"), "GET");
    await user.click(create());
    await settle();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(names()).toEqual(["home", "Default"]);
    expect(xray.calls("/CreateSamplingRule")).toMatchObject([
      { SamplingRule: { RuleName: "home", FixedRate: 0.1, HTTPMethod: "GET", URLPath: "*", Priority: 100 } },
    ]);
  });

  test("without a name does not scold, until somebody tries to make it: then the focus is at the name", async () => {
    const { user, xray } = await openDialog();
    expect(dialog().queryByText("A rule has a name")).toBeNull();
    expect(field("Name").ariaInvalid).toBe("false");
    await user.click(create());
    await passTime(20);
    expect(document.activeElement).toBe(field("Name"));
    expect(describedBy(field("Name"))).toBe("A rule has a name");
    expect(xray.calls("/CreateSamplingRule")).toEqual([]);
  });

  test.each([
    ["Name", "Default", "There is a rule of this name"],
    ["Name", "x".repeat(33), "A name has at most 32 characters"],
    ["Priority", "0", "A priority is a whole number from 1 to 9999"],
    ["Priority", "", "A priority is a whole number from 1 to 9999"],
    ["Priority", "soon", "A priority is a whole number from 1 to 9999"],
    ["Reservoir", "1.5", "A reservoir is a whole number from 0"],
    ["Then", "101", "A fixed rate is 0 to 100 %"],
    ["Attributes", "load", "“load” is not key=value"],
  ])("with %s %j says what is wrong", async (label, value, words) => {
    const { user, xray } = await openDialog();
    fireEvent.change(field("Name"), { target: { value: "rule" } });
    fireEvent.change(field(label), { target: { value } });
    expect(dialog().getByText(words)).toBeDefined();
    await user.click(create());
    await passTime(20);
    expect(xray.calls("/CreateSamplingRule")).toEqual([]);
    expect(document.activeElement).toBe(field(label));
    expect(field(label).ariaInvalid).toBe("true");
    expect(describedBy(field(label))).toContain(words);
  });

  test("that the server refuses stays open with the server's words", async () => {
    const { user, xray } = await openDialog();
    xray.answerInstead("/CreateSamplingRule", () =>
      errorAnswer(400, "RuleLimitExceededException", "25 rules"),
    );
    await user.type(field("Name"), "one-more");
    await user.click(create());
    await settle();
    expect(dialog().getByText("25 rules")).toBeDefined();
    expect(field("Name").value).toBe("one-more");
  });

  test.each(["Escape", "Cancel"])("is given up by %s", async (way) => {
    const { user, xray } = await openDialog();
    await user.type(field("Name"), "home");
    if (way === "Escape") await user.keyboard("{Escape}");
    else await user.click(dialog().getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(xray.calls("/CreateSamplingRule")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "New rule" }));
    expect(field("Name").value).toBe("");
  });
});

describe("editing a rule", () => {
  const edit = (name: string) => rule(name).getByRole("button", { name: `Edit ${name}` });

  test("begins with what it is, and saves what was changed", async () => {
    await makeRule("home", 100, { URLPath: "/api/*", Attributes: { tier: "gold" } });
    const { user } = await openConsole("/sampling");
    await user.click(edit("home"));
    expect(field("URL path").value).toBe("/api/*");
    expect(field("Attributes").value).toBe("tier=gold");
    await user.clear(field("Reservoir"));
    await user.type(field("Reservoir"), "7");
    await user.click(dialog().getByRole("button", { name: "Save" }));
    await settle();
    expect(textOf(ruleItems()[0])).toContain("reservoir7/s");
  });

  test("tells what it would have taken of what came, as long as it matches the same", async () => {
    await makeRule("home", 100, { ReservoirSize: 1, FixedRate: 0.05 });
    await report("home", 400, 30);
    const { user } = await openConsole("/sampling");
    await user.click(edit("home"));
    const told = () => dialog().getAllByRole("status").map(textOf).join(" ");
    expect(told()).toMatch(/^Would have taken 30 of 400 in the last 5 min, where 30 were taken\./);
    await user.clear(field("Then"));
    await user.type(field("Then"), "50");
    expect(told()).toMatch(/^Would have taken 205 of 400 /);
    await user.type(field("URL path"), "/x");
    expect(told()).toMatch(/^It would match other requests/);
  });

  test("says where nothing came that could tell", async () => {
    await makeRule("home", 100);
    const { user } = await openConsole("/sampling");
    await user.click(edit("home"));
    expect(dialog().getByText("No request matched it in the last 5 min.")).toBeTruthy();
  });

  test("of Default changes what it takes and nothing else", async () => {
    const { user, xray } = await openConsole("/sampling");
    await user.click(edit("Default"));
    expect(dialog().queryByLabelText(/^Priority/)).toBeNull();
    expect(dialog().queryByRole("button", { name: "Delete" })).toBeNull();
    await user.clear(field("Then"));
    await user.type(field("Then"), "5");
    await user.click(dialog().getByRole("button", { name: "Save" }));
    await settle();
    expect(xray.calls("/UpdateSamplingRule")).toEqual([
      { SamplingRuleUpdate: { RuleName: "Default", ReservoirSize: 1, FixedRate: 0.05 } },
    ]);
    expect(textOf(ruleItems()[0])).toContain("then5 %");
  });

  test("can delete it", async () => {
    await makeRule("home", 100);
    const { user } = await openConsole("/sampling");
    await user.click(edit("home"));
    await user.click(dialog().getByRole("button", { name: "Delete" }));
    await settle();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(names()).toEqual(["Default"]);
  });
});

describe("deleting a rule", () => {
  const remove = (name: string) => screen.getByRole("button", { name: `Delete ${name}` });

  test("is done at once, and taken back as it was", async () => {
    await makeRule("home", 100, { URLPath: "/api/*", FixedRate: 0.2, Attributes: { tier: "gold" } });
    const { user, xray } = await openConsole("/sampling");
    const before = await xray.call("/GetSamplingRules", {});
    await user.click(remove("home"));
    await settle();
    expect(names()).toEqual(["Default"]);
    expect(screen.getByText("Rule home deleted")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await settle();
    expect(names()).toEqual(["home", "Default"]);
    const rulesOf = (answer: object) =>
      JSON.stringify(answer, (key, value: unknown) => (/At$|Next/.test(key) ? undefined : value));
    expect(rulesOf(await xray.call("/GetSamplingRules", {}))).toBe(rulesOf(before));
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("is taken back by Ctrl Z too, on any view, for ten seconds", async () => {
    await makeRule("home", 100);
    const { user } = await openConsole("/sampling");
    await user.click(remove("home"));
    await settle();
    await user.click(screen.getByRole("link", { name: "Health" }));
    await passTime(9000);
    await user.keyboard("{Control>}z{/Control}");
    await user.click(screen.getByRole("link", { name: "Sampling" }));
    await settle();
    expect(names()).toEqual(["home", "Default"]);
    await user.click(remove("home"));
    await settle();
    await user.hover(document.body);
    await passTime(10_100);
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("that cannot be taken back says why", async () => {
    await makeRule("home", 100);
    const { user, xray } = await openConsole("/sampling");
    await user.click(remove("home"));
    await settle();
    xray.answerInstead("/CreateSamplingRule", () =>
      errorAnswer(400, "RuleLimitExceededException", "25 rules"),
    );
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await settle();
    expect(screen.getByText(/it could not be undone: 25 rules$/)).toBeDefined();
  });

  test("is not offered for Default", async () => {
    await openConsole("/sampling");
    expect(screen.queryByRole("button", { name: /^Delete/ })).toBeNull();
  });
});
