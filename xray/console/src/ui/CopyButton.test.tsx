// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startClock, stopClock } from "../testing/clock.ts";
import { CopyButton } from "./CopyButton.tsx";

beforeEach(stopClock);
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  startClock();
});

const setUp = () => userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) });
const name = () => screen.getByRole("button").ariaLabel ?? screen.getByRole("button").textContent;
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

describe("a button that copies", () => {
  test("says that it did, for a moment", async () => {
    const user = setUp();
    render(<CopyButton text="1-5840" label="Copy the id" />);
    expect(name()).toBe("Copy the id");
    await user.click(screen.getByRole("button"));
    expect(await navigator.clipboard.readText()).toBe("1-5840");
    expect(name()).toBe("Copied");
    await pass(1500);
    expect(name()).toBe("Copy the id");
  });

  test("says it in its own words, where it has some", async () => {
    const user = setUp();
    render(<CopyButton text="x" words="Copy link" />);
    expect(screen.getByRole("button", { name: "Copy link" })).toBeDefined();
    await user.click(screen.getByRole("button"));
    expect(screen.getByRole("button", { name: "Copied" })).toBeDefined();
  });

  test("says it anew when it is pressed again", async () => {
    const user = setUp();
    render(<CopyButton text="x" />);
    await user.click(screen.getByRole("button"));
    await pass(1500);
    expect(name()).toBe("Copy");
    await user.click(screen.getByRole("button"));
    expect(name()).toBe("Copied");
  });

  test("says that it could not, where the browser forbids it", async () => {
    const user = setUp();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("no", "NotAllowedError"));
    render(<CopyButton text="x" />);
    await user.click(screen.getByRole("button"));
    expect(name()).toBe("Not copied");
    await pass(1500);
    expect(name()).toBe("Copy");
  });

  test("says so too where there is no clipboard, as on an address that is not this machine's", async () => {
    const user = setUp();
    vi.spyOn(navigator, "clipboard", "get").mockReturnValue(undefined as never);
    render(<CopyButton text="x" />);
    await user.click(screen.getByRole("button"));
    expect(name()).toBe("Not copied");
  });
});
