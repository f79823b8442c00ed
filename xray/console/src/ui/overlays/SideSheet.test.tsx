// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { SideSheet } from "./SideSheet.tsx";

afterEach(cleanup);

function setUp(isSheet: boolean, isOpen = true) {
  const onClose = vi.fn<() => void>();
  render(
    <>
      <button type="button">outside</button>
      <SideSheet isSheet={isSheet} isOpen={isOpen} label="Details" onClose={onClose}>
        <p>inside</p>
      </SideSheet>
    </>,
  );
  return { onClose, user: userEvent.setup() };
}

test("beside the main it is a panel that cannot be closed", () => {
  setUp(false, false);
  expect(screen.getByRole("complementary", { name: "Details" }).textContent).toBe("inside");
  expect(screen.queryByRole("button", { name: "Close details" })).toBeNull();
});

test("a sheet takes the focus and closes by Escape, outside and its button", async () => {
  const { onClose, user } = setUp(true);
  expect(document.activeElement).toBe(screen.getByRole("dialog", { name: "Details" }));
  await user.click(screen.getByText("inside"));
  expect(onClose).not.toHaveBeenCalled();
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "outside" }));
  await user.click(screen.getByRole("button", { name: "Close details" }));
  expect(onClose).toHaveBeenCalledTimes(3);
});

test("a closed sheet is not there", () => {
  setUp(true, false);
  expect(screen.queryByRole("dialog")).toBeNull();
});
