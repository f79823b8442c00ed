// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "../../testing/app-requests.ts";
import type { AppRequest } from "../../testing/app-requests.ts";
import { NOW_SEC, passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { readTable, textOf } from "../../testing/read-table.ts";

const TABLE = "Kinds of exceptions";
/** What is typed is in the address by then. */
const RESTED_MS = 400;
/** Before the range of the last 15 minutes. */
const EARLIER_SEC = 5000;

let made = 0;
function times(count: number, request: (index: number) => Partial<AppRequest>): object[] {
  return Array.from({ length: count }, (_, index) => {
    made += 1;
    const agoSec = request(index).agoSec ?? 60 + index * 20;
    return makeRequest(traceIdOf(made, agoSec), { status: 500, ...request(index), agoSec });
  });
}

const TIMEOUT = { type: "PaymentTimeout", message: "no answer from stripe.com in 2000 ms" };
const DEADLOCK = { type: "DatabaseError", message: "deadlock detected" };
const timeouts = () =>
  times(3, () => ({ exception: TIMEOUT, path: "/charge", annotations: { host: "stripe.com" } }));
const deadlocks = () => [
  ...times(5, (index) => ({ exception: DEADLOCK, agoSec: 70 + index * 180 })),
  ...times(1, () => ({ exception: DEADLOCK, agoSec: EARLIER_SEC })),
];
const worked = () =>
  times(20, (index) => ({ status: 200, annotations: { host: index < 2 ? "stripe.com" : "paypal.com" } }));

/** A query that failed and was tried again: its request went well. */
function handled(): object {
  made += 1;
  const traceId = traceIdOf(made, 50);
  const failed = {
    id: stepIdOf(traceId, 9),
    name: "mailer",
    namespace: "remote",
    start_time: NOW_SEC - 50,
    end_time: NOW_SEC - 49.99,
    fault: true,
    cause: {
      exceptions: [{ id: stepIdOf(traceId, 8), type: "SocketHangUp", message: "socket hang up", stack: [] }],
    },
  };
  return { ...makeRequest(traceId, { agoSec: 50 }), subsegments: [failed] };
}

const rows = () => readTable(TABLE).slice(1);
const types = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => textOf(row.querySelector("button")));
const verdict = () => textOf(screen.getByRole("heading", { level: 1 }));
const chip = (name: RegExp) =>
  within(screen.getByRole("group", { name: "Which" })).getByRole("button", { name });
const side = () => within(screen.getByRole("complementary", { name: "The kind" }));

describe("kinds of exceptions", () => {
  test("are told with what is new first, where they were thrown and what became of them", async () => {
    await openConsole("/errors", [...timeouts(), ...deadlocks(), handled()]);
    expect(verdict()).toBe("Two kinds are new in the last 15 min.");
    expect(screen.getByText("3 kinds, 9 times in 9 traces")).toBeDefined();
    expect(types()).toEqual(["PaymentTimeout", "SocketHangUp", "DatabaseError"]);
    const [timeout = [], hangUp = [], deadlock = []] = rows();
    expect(timeout[0]).toBe(
      "PaymentTimeout no answer from :host in # mslistHome repository.ts:42backend-flaskclient got 500",
    );
    expect(timeout.slice(2)).toEqual(["3", "3", "14:38:20new", "14:39:00"]);
    expect(hangUp[0]).toMatch(/backend-flaskhandled$/);
    expect(deadlock.slice(2, 4)).toEqual(["5", "5"]);
    expect(deadlock[4]).toBe("13:16:40");
  });

  test("one tells its way up, its newest stack, and what its traces share", async () => {
    const { user, query } = await openConsole("/errors", [...timeouts(), ...deadlocks(), ...worked()]);
    expect(side().getByText("no answer from stripe.com in 2000 ms")).toBeDefined();
    expect(side().getAllByRole("listitem").slice(0, 2).map(textOf)).toEqual([
      "backend-flaskbegan in listHome",
      "clientgot 500 after 40 ms",
    ]);
    expect(side().getByText("the same in all 3")).toBeDefined();
    expect(side().getByText("repository.ts:42")).toBeDefined();
    expect(side().getByText("3 against the 20 that worked")).toBeDefined();
    expect(side().getByText("100 % against 10 %")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "DatabaseError" }));
    await settle();
    expect(query()["kind"]).toMatch(/^[0-9a-f]{8}$/);
    expect(side().getByRole("heading", { name: "DatabaseError" })).toBeDefined();
    await user.click(side().getByRole("link", { name: "View its traces" }));
    await settle();
    expect(query()).toEqual({
      filter: 'rootcause.fault.exception { name = "DatabaseError" AND message CONTAINS "deadlock detected" }',
    });
    expect(readTable("Traces").slice(1)).toHaveLength(5);
  });

  test("are compared with those that worked", async () => {
    const { user, address } = await openConsole("/errors", [
      ...times(30, () => ({ exception: TIMEOUT })),
      ...worked(),
    ]);
    await user.click(side().getByRole("link", { name: "Compare" }));
    await settle();
    expect(address()).toMatch(/^\/sets\?a=/);
    expect(screen.getByText(/with exception PaymentTimeout: no answer from :host in # ms/)).toBeDefined();
    expect(screen.getByText(/30/, { selector: ".sets-count b" })).toBeDefined();
  });

  test("that were handled are no root cause that a filter finds", async () => {
    await openConsole("/errors?state=handled", [...deadlocks(), handled()]);
    expect(types()).toEqual(["SocketHangUp"]);
    expect(side().getByText(/^No filter finds it/)).toBeDefined();
    expect(side().getByText("It was recorded without a stack.")).toBeDefined();
    expect(side().getAllByRole("listitem").map(textOf)).toEqual([
      "backend-flaskbegan in mailer",
      "backend-flaskhandled it: the client got 200",
    ]);
  });
});

describe("what the address keeps", () => {
  test("the chip: 1 to 4 choose one, and once more all", async () => {
    const { user, query } = await openConsole("/errors", [...timeouts(), ...deadlocks(), handled()]);
    expect(chip(/^New/).textContent).toBe("New 2");
    await user.keyboard("1");
    expect(query()).toEqual({ state: "new" });
    expect(types()).toEqual(["PaymentTimeout", "SocketHangUp"]);
    await user.keyboard("3");
    expect(types()).toEqual(["PaymentTimeout", "DatabaseError"]);
    await user.keyboard("2");
    expect(screen.getByRole("heading", { name: "None of 3 kinds is so" })).toBeDefined();
    await user.keyboard("2");
    expect(types()).toHaveLength(3);
  });

  test("the order, and what is looked for, in stacks too", async () => {
    const { user, query } = await openConsole("/errors", [...timeouts(), ...deadlocks()]);
    await user.click(screen.getByRole("button", { name: /^Sort by/ }));
    await user.click(screen.getByRole("menuitemradio", { name: "times" }));
    expect(query()).toEqual({ sort: "count" });
    expect(types()).toEqual(["DatabaseError", "PaymentTimeout"]);
    await user.keyboard("/processTicks");
    await passTime(RESTED_MS);
    await settle();
    expect(query()["q"]).toBe("processTicks");
    expect(types()).toHaveLength(2);
    await user.keyboard("{Control>}a{/Control}stripe");
    await passTime(RESTED_MS);
    await settle();
    expect(types()).toEqual(["PaymentTimeout"]);
    await user.keyboard("x");
    await passTime(RESTED_MS);
    expect(
      screen.getByRole("heading", { name: "None of 2 kinds has stripex, nor its newest stack" }),
    ).toBeDefined();
  });
});

describe("the badge", () => {
  test("tells of new kinds until they were looked at", async () => {
    const { user } = await openConsole("/traces", [...timeouts(), ...deadlocks()]);
    expect(screen.queryByTitle(/kind of exceptions/)).toBeNull();
    await passTime(3500);
    await settle();
    expect(screen.getByRole("link", { name: /^Errors ?1$/ })).toBeDefined();
    expect(screen.getByTitle("1 kind of exceptions is new, not looked at yet")).toBeDefined();
    await user.keyboard("ge");
    await settle();
    expect(types()[0]).toBe("PaymentTimeout");
    expect(screen.queryByTitle(/kind of exceptions/)).toBeNull();
  });
});

describe("without exceptions", () => {
  test("the newest before the range is named", async () => {
    await openConsole("/errors", [...worked(), ...times(1, () => ({ agoSec: EARLIER_SEC }))]);
    expect(screen.getByRole("heading", { name: "No exceptions" })).toBeDefined();
    expect(screen.getByText(/The newest is from 13:16\./)).toBeDefined();
  });

  test("at all, it says so", async () => {
    await openConsole("/errors");
    expect(screen.getByText(/None is kept from before either\./)).toBeDefined();
  });

  test("an error of the server is told, and asked again", async () => {
    const stop = theXray().answerInstead("/figures.json", () =>
      errorAnswer(500, "InternalFailure", "The disk is full"),
    );
    const { user } = await openConsole("/errors", deadlocks());
    expect(screen.getByText(/The disk is full/)).toBeDefined();
    stop();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await settle();
    expect(types()).toEqual(["DatabaseError"]);
  });

  test("that take long, it says what is done", async () => {
    const release = theXray().hold("/figures.json");
    await openConsole("/errors", deadlocks());
    await passTime(300);
    expect(screen.getByRole("heading", { name: "Adding up all exceptions" })).toBeDefined();
    await release();
    await settle();
    expect(types()).toEqual(["DatabaseError"]);
  });
});
