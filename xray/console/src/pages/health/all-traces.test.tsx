// @vitest-environment jsdom
import { act, fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { readTable, textOf } from "../../testing/read-table.ts";

const GOOD = makeRequest(traceIdOf(1));
/** The server tells its status once a second. */
const STATUS_MS = 1000;

const verdict = () => textOf(screen.getByRole("heading", { level: 1 }).parentElement);
const side = () => within(screen.getByRole("complementary", { name: "Store and clients" }));

describe("all traces", () => {
  const ask = { name: "Delete all…" };

  test("are deleted once the dialog was agreed to, and every view shows that", async () => {
    const { user, address } = await openConsole("/health", [GOOD, makeRequest(traceIdOf(2))]);
    await user.click(side().getByRole("button", ask));
    const dialog = within(screen.getByRole("dialog", { name: "Delete all traces" }));
    expect(textOf(dialog.getByText(/leave the disk/))).toBe(
      "2 traces with 2 segments leave the disk as well. This cannot be undone; Export keeps a copy. Groups and sampling rules stay.",
    );
    await user.click(dialog.getByRole("button", { name: "Delete all" }));
    await settle();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(side().getByText("2 traces deleted.")).toBeDefined();
    await passTime(STATUS_MS);
    expect(textOf(screen.getByRole("complementary", { name: "Store and clients" }))).toContain(
      "Traces0 of 0 segments",
    );
    expect(side().getByRole<HTMLButtonElement>("button", ask).disabled).toBe(true);
    expect(address()).toBe("/health");
  });

  test("stay when the dialog is left, and Enter alone leaves it", async () => {
    const { user, xray } = await openConsole("/health", [GOOD]);
    await user.click(side().getByRole("button", ask));
    expect(document.activeElement?.textContent).toBe("Cancel");
    await user.keyboard("{Enter}");
    await settle();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(xray.calls("/traces.ndjson")).toEqual([]);
  });

  test("that the server cannot delete are told as its error, in the dialog", async () => {
    const { user, xray } = await openConsole("/health", [GOOD]);
    xray.answerInstead("/traces.ndjson", () => errorAnswer(500, "InternalFailure", "The disk is full"));
    await user.click(side().getByRole("button", ask));
    await user.click(screen.getByRole("button", { name: "Delete all" }));
    await settle();
    expect(within(screen.getByRole("dialog")).getByText("The disk is full")).toBeDefined();
  });

  test("that are deleted elsewhere leave the list", async () => {
    const { xray } = await openConsole("/traces", [GOOD]);
    expect(readTable("Traces")).toHaveLength(2);
    await act(() => xray.server.answer("/traces.ndjson", undefined, "DELETE"));
    await settle();
    expect(screen.queryByText(traceIdOf(1))).toBeNull();
    expect(screen.getByRole("main").textContent).toMatch(/no trace|nothing/i);
  });

  test("that are deleted elsewhere leave the page of a trace", async () => {
    const { xray } = await openConsole(`/traces/${traceIdOf(1)}`, [GOOD]);
    expect(screen.getByRole("treegrid")).toBeDefined();
    await act(() => xray.server.answer("/traces.ndjson", undefined, "DELETE"));
    await settle();
    expect(screen.queryByRole("treegrid")).toBeNull();
  });
});

describe("traces as a file", () => {
  /** The window for choosing a file belongs to the browser: this chooses in it. */
  function chooseFile(text: string): void {
    vi.spyOn(HTMLInputElement.prototype, "click").mockImplementation(function choose(this: HTMLInputElement) {
      fireEvent.change(this, { target: { files: [new File([text], "traces.ndjson")] } });
    });
  }

  test("are exported by a link", async () => {
    await openConsole("/health", [GOOD]);
    const link = screen.getByRole<HTMLAnchorElement>("link", { name: "Export" });
    expect(link.getAttribute("href")).toBe("/traces.ndjson");
    expect(link.download).toBe("traces.ndjson");
  });

  test("are imported from one, line by line, and are in the list", async () => {
    const lines = [makeRequest(traceIdOf(11)), makeRequest(traceIdOf(12))].map((each) =>
      JSON.stringify(each),
    );
    chooseFile(`${lines.join("\n\n")}\n`);
    const { user } = await openConsole("/health");
    await user.click(screen.getByRole("button", { name: "Import" }));
    await settle();
    expect(screen.getByText("2 documents taken in.")).toBeDefined();
    await passTime(STATUS_MS);
    // What a file gives back has not arrived.
    expect(verdict()).toContain("No segment since the start");
    expect(screen.getByText("Nothing was received since the start.")).toBeDefined();
    await user.keyboard("gt");
    await settle();
    expect(readTable("Traces")).toHaveLength(3);
  });

  test("of which some lines are rejected say how many, and why the first", async () => {
    chooseFile(`${JSON.stringify(GOOD)}\nnot json\n{}\n`);
    const { user } = await openConsole("/health");
    await user.click(screen.getByRole("button", { name: "Import" }));
    await settle();
    expect(screen.getByText(/^1 document taken in, 2 rejected\. ./)).toBeDefined();
  });

  test("that the server does not take are told as its error", async () => {
    theXray().answerInstead("/TraceSegments", () =>
      errorAnswer(429, "ThrottledException", "Too much at once"),
    );
    chooseFile(JSON.stringify(GOOD));
    const { user } = await openConsole("/health");
    await user.click(screen.getByRole("button", { name: "Import" }));
    await settle();
    expect(screen.getByText("Too much at once")).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Import" }).disabled).toBe(false);
  });
});
