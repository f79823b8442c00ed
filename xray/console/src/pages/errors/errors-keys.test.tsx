// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "../../testing/app-requests.ts";
import { resizeWindow } from "../../testing/browser/layout.ts";
import { NOW_SEC, passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { textOf } from "../../testing/read-table.ts";

/** What is typed is in the address by then. */
const RESTED_MS = 400;
/** Before the range of the last 15 minutes. */
const EARLIER_SEC = 5000;

let made = 0;
function throwing(type: string, ...agoSec: readonly number[]): object[] {
  return agoSec.map((each) => {
    made += 1;
    const exception = { type, message: `${type} came` };
    return makeRequest(traceIdOf(made, each), { agoSec: each, status: 500, exception });
  });
}
/** Two kinds are new, the third is old and the most frequent. */
const three = () => [
  ...throwing("Alpha", 60, 80),
  ...throwing("Beta", 90),
  ...throwing("Gamma", 100, 300, 500, EARLIER_SEC),
];

const types = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => textOf(row.querySelector("button")));
const focused = () => textOf(document.activeElement);
const pressed = () => within(screen.getByRole("table")).getAllByRole("button", { pressed: true }).map(textOf);
const chips = () =>
  within(screen.getByRole("group", { name: "Which" }))
    .getAllByRole("button")
    .map((chip) => `${textOf(chip)}${chip.ariaPressed === "true" ? " *" : ""}`);
const findField = () => screen.getByRole("textbox", { name: "Find a type or text" });

describe("keys of the errors", () => {
  test("J, K and the arrows walk the kinds, and Enter looks at one, which a reload keeps", async () => {
    const { user, query, reload } = await openConsole("/errors", three());
    expect(types()).toEqual(["Alpha", "Beta", "Gamma"]);
    expect(pressed()).toEqual(["Alpha"]);
    await user.keyboard("k");
    expect(focused()).toBe("Gamma");
    await user.keyboard("j{ArrowUp}");
    expect(focused()).toBe("Beta");
    expect(query()).toEqual({});
    await user.keyboard("{Enter}");
    await settle();
    const { kind = "" } = query();
    expect(kind).toMatch(/^[0-9a-f]{8}$/);
    await reload();
    expect(query()).toEqual({ kind });
    expect(pressed()).toEqual(["Beta"]);
  });

  test("1 to 4 press the chips, and Escape lets go of the text first, then of the chip", async () => {
    const { user, query, reload } = await openConsole("/errors", three());
    expect(chips()).toEqual(["New 2", "Rising 0", "Reached the client 3", "Handled 0"]);
    await user.keyboard("4");
    expect(chips()[3]).toBe("Handled 0 *");
    expect(screen.getByRole("heading", { name: "None of 3 kinds is so" })).toBeDefined();
    await user.keyboard("1/beta");
    await passTime(RESTED_MS);
    await settle();
    expect(query()).toEqual({ state: "new", q: "beta" });
    expect(types()).toEqual(["Beta"]);
    await reload();
    expect(chips()[0]).toBe("New 2 *");
    expect(findField()).toHaveProperty("value", "beta");
    expect(types()).toEqual(["Beta"]);
    await user.keyboard("{Escape}");
    expect(query()).toEqual({ state: "new" });
    expect(types()).toEqual(["Alpha", "Beta"]);
    await user.keyboard("{Escape}");
    expect(query()).toEqual({});
    expect(types()).toHaveLength(3);
  });

  test("a kind that the chip leaves out is looked at again when all are back", async () => {
    const { user } = await openConsole("/errors", three());
    await user.click(screen.getByRole("button", { name: "Gamma" }));
    await user.keyboard("1");
    expect(pressed()).toEqual(["Alpha"]);
    await user.keyboard("1");
    expect(pressed()).toEqual(["Gamma"]);
  });
});

describe("kinds of exceptions", () => {
  test("that went through a service twice have it twice on their way", async () => {
    const id = traceIdOf(900, 60);
    const exceptionId = stepIdOf(id, 99);
    const passedOn = { fault: true, cause: { id: exceptionId, exceptions: [] } };
    const segment = (step: number, name: string, parent: number | undefined, call: object) => ({
      trace_id: id,
      id: stepIdOf(id, step),
      name,
      ...(parent !== undefined && { parent_id: stepIdOf(id, parent) }),
      start_time: NOW_SEC - 60 + step / 1000,
      end_time: NOW_SEC - 59 - step / 1000,
      http: { response: { status: 500 } },
      ...passedOn,
      subsegments: [
        {
          id: stepIdOf(id, step + 1),
          name: "call",
          namespace: "remote",
          start_time: NOW_SEC - 60 + (step + 1) / 1000,
          end_time: NOW_SEC - 59 - (step + 1) / 1000,
          ...call,
        },
      ],
    });
    const exceptions = [{ id: exceptionId, type: "Loop", message: "again", stack: [] }];
    await openConsole("/errors", [
      segment(0, "shop", undefined, passedOn),
      segment(2, "pay", 1, passedOn),
      segment(4, "shop", 3, { fault: true, cause: { exceptions } }),
    ]);
    expect(types()).toEqual(["Loop"]);
    expect(textOf(screen.getByRole("row", { name: /^.*Loop/ }))).toContain("shoppayshop");
  });
});

describe("the errors in a narrow window", () => {
  test("have the kind as a sheet, which Escape closes before it lets go of the chip", async () => {
    resizeWindow({ width: 390 });
    const { user, query } = await openConsole("/errors?state=new", three());
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Beta" }));
    await settle();
    const sheet = within(screen.getByRole("dialog", { name: "The kind" }));
    expect(sheet.getByRole("heading", { name: "Beta" })).toBeDefined();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(query()["state"]).toBe("new");
    expect(focused()).toBe("Beta");
    await user.keyboard("{Escape}");
    expect(query()["state"]).toBeUndefined();
  });
});

describe("errors of the errors", () => {
  test("of another range are told instead of those of the last, and asked again", async () => {
    const { user } = await openConsole("/errors", three());
    const stop = theXray().answerInstead("/figures.json", () =>
      errorAnswer(500, "InternalFailure", "The disk is full"),
    );
    await user.click(screen.getByRole("button", { name: "Time range Last 15 min" }));
    await user.click(screen.getByRole("menuitemradio", { name: "Last 6 h" }));
    await settle();
    expect(screen.getByText(/The disk is full/)).toBeDefined();
    expect(screen.queryByRole("table")).toBeNull();
    stop();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await settle();
    expect(types()).toEqual(["Gamma", "Alpha", "Beta"]);
  });
});
