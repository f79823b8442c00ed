// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ChoiceMenu } from "./ChoiceMenu.tsx";

afterEach(cleanup);

// jsdom knows no popovers: these stand in for the browser's, which tells of each change by a toggle event.
beforeEach(() => {
  const toggle = (newState: string) =>
    function tell(this: HTMLElement): void {
      this.dispatchEvent(Object.assign(new Event("toggle"), { newState }));
    };
  HTMLElement.prototype.showPopover = toggle("open");
  HTMLElement.prototype.hidePopover = toggle("closed");
  // Nor layout: nothing ever changes its size.
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = vi.fn();
      disconnect = vi.fn();
    },
  );
});

const CHOICES = [
  { value: "a", label: "Last minute" },
  { value: "b", label: "Last hour" },
  { value: "c", label: "Week" },
];

test("the choice has the focus, arrows and letters move it, Enter takes it and closes", async () => {
  const onChange = vi.fn<(value: string) => void>();
  const onOpenChange = vi.fn<(open: boolean) => void>();
  render(
    <ChoiceMenu
      name="Range"
      value="b"
      choices={CHOICES}
      onChange={onChange}
      open
      onOpenChange={onOpenChange}
    />,
  );
  const user = userEvent.setup();
  const focused = () => document.activeElement?.textContent;
  expect(screen.getByRole("menuitemradio", { name: "Last hour", hidden: true }).ariaChecked).toBe("true");
  expect(focused()).toBe("Last hour");
  await user.keyboard("{ArrowDown}");
  expect(focused()).toBe("Week");
  await user.keyboard("{ArrowDown}");
  expect(focused()).toBe("Last minute");
  await user.keyboard("w");
  expect(focused()).toBe("Week");
  await user.keyboard("{Enter}");
  expect(onChange).toHaveBeenCalledWith("c");
  expect(onOpenChange).toHaveBeenLastCalledWith(false);
});

test("the button is named by what it shows", () => {
  render(<ChoiceMenu name="Range" value="a" choices={CHOICES} onChange={() => undefined} />);
  expect(screen.getByRole("button", { name: "Range Last minute" })).toBeDefined();
  expect(screen.queryByRole("menuitemradio", { hidden: true })).toBeNull();
});
