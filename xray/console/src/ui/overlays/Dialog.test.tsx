// @vitest-environment jsdom
import "../../testing/browser/install.ts";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Dialog } from "./Dialog.tsx";
import { useKeys } from "../use-keys.ts";

afterEach(cleanup);

function Page({ onKey }: { onKey?: () => void }) {
  const [open, setOpen] = useState(false);
  useKeys({ j: () => onKey?.() });
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} label="Question" form="panel">
        <p>Really?</p>
        <button type="button" onClick={() => setOpen(false)}>
          Yes
        </button>
      </Dialog>
    </>
  );
}

async function openIt(onKey?: () => void) {
  const user = userEvent.setup();
  render(onKey === undefined ? <Page /> : <Page onKey={onKey} />);
  await user.click(screen.getByRole("button", { name: "Open" }));
  return user;
}

describe("a dialog", () => {
  test("is not there until it is opened, nor is its content", () => {
    render(<Page />);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.queryByText("Really?")).toBeNull();
  });

  test("has a name and takes the focus", async () => {
    await openIt();
    expect(screen.getByRole("dialog", { name: "Question" })).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Yes" }));
  });

  test("gives the focus back when it closes", async () => {
    const user = await openIt();
    await user.click(screen.getByRole("button", { name: "Yes" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Open" }));
  });

  test("closes by Escape", async () => {
    const user = await openIt();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Open" }));
    expect(screen.getByRole("dialog")).toBeDefined();
  });

  test("closes by a press on what is behind it, not by one on its content", async () => {
    await openIt();
    fireEvent.pointerDown(screen.getByText("Really?"));
    expect(screen.getByRole("dialog")).toBeDefined();
    fireEvent.pointerDown(screen.getByRole("dialog"));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("holds back the shortcuts of the view behind it", async () => {
    const onKey = vi.fn<() => void>();
    const user = await openIt(onKey);
    await user.keyboard("j");
    expect(onKey).not.toHaveBeenCalled();
    await user.keyboard("{Escape}j");
    expect(onKey).toHaveBeenCalledTimes(1);
  });
});
