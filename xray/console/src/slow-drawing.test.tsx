// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { makeRequest, traceIdOf } from "./testing/app-requests.ts";
import { openSlowConsole, SlowDrawing } from "./testing/open-slow-console.tsx";

// Whatever of a page depends on its address takes 450 ms to draw, whenever the page draws it.
vi.mock("./traces/TraceList.tsx", () => ({ TraceList: () => <SlowDrawing ms={450} /> }));
vi.mock("./pages/sampling/RuleRow.tsx", () => ({ RuleRow: () => <SlowDrawing ms={450} /> }));
vi.mock("./pages/trace/TraceHeader.tsx", () => ({ TraceHeader: () => <SlowDrawing ms={450} /> }));
vi.mock("./trace-map/MapCanvas.tsx", () => ({ MapCanvas: () => <SlowDrawing ms={450} /> }));

const TRACE = traceIdOf(1);
const DOCUMENTS = [makeRequest(TRACE, { waitMs: 10 })];
/** The typist stops for so long: what is typed goes to the address, whose page is not drawn yet with the next key. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 270));
const settled = (check: () => void) => vi.waitFor(check, { timeout: 8000, interval: 20 });

test.each([
  ["/traces", "combobox", "Filter expression", ["fault", " OR ok", " OR error"], "filter"],
  ["/sampling", "textbox", "Path", ["/a", "/b", "/c"], "try"],
])("on %s no key in the %s “%s” is lost while the page is drawn", async (path, role, name, words, value) => {
  const { user, query } = await openSlowConsole(path, DOCUMENTS);
  const field = await screen.findByRole<HTMLInputElement>(role, { name });
  await user.clear(field);
  await user.click(field);
  for (const word of words) {
    await user.keyboard(word);
    await pause();
  }
  expect(field.value).toBe(words.join(""));
  await settled(() => expect(decodeURIComponent(query()[value] ?? "")).toContain(words.join("")));
  expect(field.value).toBe(words.join(""));
});

test("rows of a trace that are walked through quickly do not jump back", async () => {
  const { user, query } = await openSlowConsole(`/traces/${TRACE}?timeRange=PT24H`, DOCUMENTS);
  await screen.findByRole("treegrid", { name: "Steps of the trace" });
  const selected = () => screen.getByRole("row", { selected: true }).getAttribute("aria-rowindex");
  await user.keyboard("j");
  await pause();
  await user.keyboard("j");
  await pause();
  expect(selected()).toBe("3");
  await settled(() => expect(query()["row"]).toMatch(/0002$/));
  expect(selected()).toBe("3");
});

test("one change of the address does not take back another that is not drawn yet", async () => {
  const { user, query } = await openSlowConsole("/traces?filter=ok", DOCUMENTS);
  await user.click(await screen.findByRole("button", { name: /^Time range/ }));
  await user.click(screen.getByRole("menuitemradio", { name: "Last hour" }));
  const field = screen.getByRole("combobox", { name: "Filter expression" });
  await user.type(field, " OR error{Enter}");
  await settled(() => expect(query()).toEqual({ filter: "ok OR error", timeRange: "PT1H" }));
});

test("what was typed before another view was opened does not lead back", async () => {
  const { user } = await openSlowConsole("/traces", DOCUMENTS);
  await user.type(await screen.findByRole("combobox", { name: "Filter expression" }), "fault");
  await user.click(screen.getByRole("link", { name: "Map" }));
  await pause();
  await screen.findByRole("heading", { name: "Trace map" });
  expect(location.pathname).toBe("/map");
});
