// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { makeSummary } from "../testing/make-summary.ts";
import { RefinerRail } from "./RefinerRail.tsx";
import { refine } from "./refiners.ts";
import { toTraceRow } from "./trace-row.ts";

afterEach(cleanup);

function setUp(brushed = false) {
  const users = ["worf", "bayko", "londo", "a", "b", "c", "d", "e", "f"];
  const rows = users.map((UserName) =>
    toTraceRow(makeSummary({ Id: UserName, Users: [{ UserName, ServiceIds: [] }] })),
  );
  const onRefine = vi.fn<(condition: string, negate: boolean) => void>();
  render(
    <RefinerRail
      refiners={refine(rows, brushed ? (row) => row.id === "worf" : undefined)}
      total={rows.length}
      brushed={brushed}
      isActive={(condition) => condition === 'user = "bayko"'}
      onRefine={onRefine}
    />,
  );
  return { onRefine, user: userEvent.setup() };
}

test("a click narrows the filter to a value, with Alt to all others", async () => {
  const { onRefine, user } = setUp();
  const value = screen.getByRole("button", { name: /^c 1$|^c1$/ });
  await user.click(value);
  expect(onRefine).toHaveBeenLastCalledWith('user = "c"', false);
  await user.keyboard("{Alt>}");
  await user.click(value);
  expect(onRefine).toHaveBeenLastCalledWith('user = "c"', true);
});

test("a value that the filter has is pressed", () => {
  setUp();
  expect(screen.getByRole("button", { name: /^bayko/ }).ariaPressed).toBe("true");
  expect(screen.getByRole("button", { name: /^GET/ }).ariaPressed).toBe("false");
});

test("the rest of a long list is one press away, and a section folds", async () => {
  const { user } = setUp();
  expect(screen.queryByRole("button", { name: /^worf/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "2 more" }));
  expect(screen.getByRole("button", { name: /^worf/ })).toBeDefined();
  await user.click(screen.getByRole("button", { name: "User" }));
  expect(screen.queryByRole("button", { name: /^worf/ })).toBeNull();
});

test("with a brush the share inside stands in place of the count", () => {
  setUp(true);
  expect(screen.getByRole("button", { name: /^worf/ }).textContent).toContain("100");
  expect(screen.getByText(/Most different first/)).toBeDefined();
});
