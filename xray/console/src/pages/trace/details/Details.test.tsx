// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { EVERYWHERE } from "../../../links.ts";
import { findRuns, visibleEntries } from "../../../timeline/fold-rows.ts";
import { makeSegment, makeSub } from "../../../testing/make-documents.ts";
import { SENDERS } from "../../../testing/make-traces.ts";
import { toTimelineRows } from "../../../timeline/timeline-rows.ts";
import { assembleTraceTree } from "../../../trace-model/trace-tree.ts";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { Details } from "./Details.tsx";

afterEach(cleanup);

function show(
  documents: readonly SegmentDocument[],
  id: string,
  onStep: (id: string) => void = () => undefined,
) {
  const tree = assembleTraceTree(documents);
  const rows = toTimelineRows(tree);
  const entry = visibleEntries(rows, findRuns(rows), new Set()).find((candidate) => candidate.id === id);
  if (!entry) throw new Error(`no line ${id}`);
  render(
    <MemoryRouter>
      <Details
        traceId="1-6b00de2a-29d8800d391ab00f001fc444"
        tree={tree}
        entry={entry}
        summaries={[]}
        scope={EVERYWHERE}
        filter="fault"
        linked={undefined}
        onStep={onStep}
      />
    </MemoryRouter>,
  );
}

test("a query shows its statement in lines and its rows", () => {
  show(SENDERS.backend, "select");
  expect(screen.getByRole("heading", { level: 2 }).textContent).toContain("cruddur@127.0.0.1");
  expect(screen.getByRole("region", { name: "SQL" }).textContent).toContain("FROM\n  public.activities a\n");
  expect(within(screen.getByRole("region", { name: "Overview" })).getByText("24 rows")).toBeDefined();
});

test("an annotation is added to the filter that is there", () => {
  show(SENDERS.backend, "select");
  const link = screen.getByRole("link", { name: "Add rows to the filter" });
  expect(new URLSearchParams(link.getAttribute("href")?.split("?")[1]).get("filter")).toBe(
    "fault AND annotation.rows = 24",
  );
});

test("an exception passed on leads to where it was recorded", async () => {
  const onStep = vi.fn<(id: string) => void>();
  show(SENDERS.nodeErrorPassedOn, "root", onStep);
  const exceptions = within(screen.getByRole("region", { name: "Exceptions" }));
  expect(exceptions.getByText("deadlock detected")).toBeDefined();
  await userEvent.click(exceptions.getByRole("button", { name: "update activities" }));
  expect(onStep).toHaveBeenCalledWith("query");
});

test("an exception at its origin names what passed it on", () => {
  show(SENDERS.nodeErrorPassedOn, "query");
  expect(screen.getByText("Recorded here, passed on by handler and root.")).toBeDefined();
});

test("nothing of a trace becomes markup or an address of a script", () => {
  const name = `<img src=x onerror="alert(1)">`;
  const url = "javascript:alert(1)";
  show([makeSegment("evil", 0, 5, { name, http: { request: { url } }, annotations: { k: name } })], "evil");
  expect(document.querySelector("img")).toBeNull();
  const hrefs = screen.getAllByRole("link").map((link) => link.getAttribute("href") ?? "");
  expect(hrefs.filter((href) => href.startsWith("javascript"))).toEqual([]);
});

test("a run of alike steps sums them and lists each", () => {
  const subsegments = Array.from({ length: 6 }, (_, index) =>
    makeSub(`q${index}`, index * 5, index * 5 + 5, { name: "db" }),
  );
  show([makeSegment("root", 0, 30, { subsegments })], "~q0");
  expect(screen.getByText("together, 6 times")).toBeDefined();
  expect(within(screen.getByRole("region", { name: "Steps" })).getAllByRole("listitem")).toHaveLength(6);
});
