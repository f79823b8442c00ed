// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { criticalPath } from "../../trace-model/critical-path/critical-path.ts";
import { findFindings } from "../../trace-model/findings/findings.ts";
import { SENDERS } from "../../testing/make-traces.ts";
import { timeBreakdown } from "../../trace-model/critical-path/time-breakdown.ts";
import { assembleTraceTree } from "../../trace-model/trace-tree.ts";
import { FindingList } from "./FindingList.tsx";
import { WhereItWent } from "./details/WhereItWent.tsx";

const tree = assembleTraceTree(SENDERS.backend);
const findings = findFindings(tree, criticalPath(tree));
afterEach(cleanup);

test("a finding leads to its step", async () => {
  const onStep = vi.fn<(id: string) => void>();
  render(<FindingList findings={findings} quiet="" chosenId="" onStep={onStep} />);
  expect(screen.getByRole("list", { name: "Findings" }).textContent).toContain(
    "link-preview.local answered 503",
  );
  await userEvent.click(screen.getByRole("button", { name: /at 70/ }));
  expect(onStep).toHaveBeenCalledWith("preview");
});

test("what a failure led to is folded under it, and leads to its steps", async () => {
  const onStep = vi.fn<(id: string) => void>();
  const failed = assembleTraceTree(SENDERS.failedFarBelow);
  const found = findFindings(failed, criticalPath(failed));
  render(<FindingList findings={found} quiet="" chosenId="" onStep={onStep} />);
  expect(screen.queryByRole("list", { name: "Passed on" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "passed on 3 times", expanded: false }));
  expect(onStep).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "checkout threw UpstreamError, answered 502" }));
  expect(onStep).toHaveBeenCalledWith("checkout");
});

test("without findings it says so", () => {
  render(
    <FindingList findings={[]} quiet="Nothing stands out. 12 ms." chosenId="" onStep={() => undefined} />,
  );
  expect(screen.getByText("Nothing stands out. 12 ms.")).toBeDefined();
});

test("a part of the response leads to the step that took most of it", async () => {
  const onStep = vi.fn<(id: string) => void>();
  render(<WhereItWent parts={timeBreakdown(tree)} onStep={onStep} />);
  await userEvent.click(screen.getByRole("button", { name: /^wait for a connection 40/ }));
  expect(onStep).toHaveBeenCalledWith("wait");
});
