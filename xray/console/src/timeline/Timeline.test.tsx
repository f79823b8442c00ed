// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SENDERS } from "../testing/make-traces.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";
import { findRuns, visibleEntries } from "./fold-rows.ts";
import { Timeline } from "./Timeline.tsx";
import { toTimelineRows } from "./timeline-rows.ts";

afterEach(cleanup);

// jsdom has no layout: nothing ever has a size.
beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = vi.fn();
      disconnect = vi.fn();
    },
  );
  const media = { matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() };
  vi.stubGlobal("matchMedia", () => media);
  Element.prototype.scrollTo = () => undefined;
});

function setUp() {
  const rows = toTimelineRows(assembleTraceTree(SENDERS.backend));
  const onSelect = vi.fn<(id: string) => void>();
  const onToggle = vi.fn<(id: string) => void>();
  const whole = { fromMs: 0, toMs: 100 };
  render(
    <Timeline
      ref={null}
      rows={rows}
      entries={visibleEntries(rows, findRuns(rows), new Set())}
      lines={[]}
      slotOf={() => undefined}
      whole={whole}
      window={whole}
      endMs={100}
      selectedIndex={1}
      keyId={undefined}
      head={null}
      onSelect={onSelect}
      onToggle={onToggle}
      onWindow={() => undefined}
    />,
  );
  const grid = screen.getByRole("treegrid", { name: "Steps of the trace" });
  return { onSelect, onToggle, grid, user: userEvent.setup() };
}

test("a click anywhere on a line selects its step, a double click folds it", async () => {
  const { onSelect, onToggle, grid, user } = setUp();
  await user.click(within(grid).getByText("link-preview.local"));
  expect(onSelect).toHaveBeenLastCalledWith("preview");
  await user.click(within(grid).getByRole("gridcell", { name: /^25\sms/ }));
  expect(onSelect).toHaveBeenLastCalledWith("select");
  expect(onToggle).not.toHaveBeenCalled();
  await user.dblClick(within(grid).getByText("backend-flask"));
  expect(onToggle).toHaveBeenCalledWith("backend");
});

test("the button of a line folds it and does not select it", async () => {
  const { onSelect, onToggle, grid, user } = setUp();
  await user.click(within(grid).getByRole("button", { name: "Fold backend-flask" }));
  expect(onToggle).toHaveBeenCalledTimes(1);
  expect(onSelect).not.toHaveBeenCalled();
});

test("Enter opens the line that the keyboard is at", async () => {
  const { onSelect, grid, user } = setUp();
  grid.focus();
  await user.keyboard("{Enter}");
  expect(onSelect).toHaveBeenCalledWith("wait");
});
