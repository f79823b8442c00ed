// @vitest-environment jsdom
import "../testing/browser/install.ts";
import { act, cleanup, fireEvent, render, renderHook, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { resetWindow, resizeWindow } from "../testing/browser/layout.ts";
import { NOW_SEC, startClock, stopClock } from "../testing/clock.ts";
import { MEDIUM, NARROW, useMedia } from "./use-media.ts";
import { useNowSec } from "./use-now.ts";
import { useSize } from "./use-size.ts";
import { useWindow } from "./use-window.ts";

beforeEach(stopClock);
afterEach(() => {
  cleanup();
  resetWindow();
  vi.unstubAllGlobals();
  startClock();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

describe("the clock", () => {
  test("is right at once, and moves once a second", async () => {
    const { result } = renderHook(useNowSec);
    expect(result.current).toBe(NOW_SEC);
    await pass(999);
    expect(result.current).toBe(NOW_SEC);
    await pass(1);
    expect(result.current).toBe(NOW_SEC + 1);
  });

  test("is the same for all who ask", async () => {
    const [first, second] = [renderHook(useNowSec), renderHook(useNowSec)];
    await pass(3000);
    expect(first.result.current).toBe(NOW_SEC + 3);
    expect(second.result.current).toBe(NOW_SEC + 3);
  });

  test("ticks for nobody, and is right again when somebody asks", async () => {
    renderHook(useNowSec).unmount();
    expect(vi.getTimerCount()).toBe(0);
    await pass(60_000);
    expect(renderHook(useNowSec).result.current).toBe(NOW_SEC + 60);
  });
});

describe("a media query", () => {
  test.each([
    [1400, false, false],
    [1180, true, false],
    [721, true, false],
    [720, true, true],
  ])("of a window of %s px", (width, isMedium, isNarrow) => {
    resizeWindow({ width });
    expect(renderHook(() => useMedia(MEDIUM)).result.current).toBe(isMedium);
    expect(renderHook(() => useMedia(NARROW)).result.current).toBe(isNarrow);
  });

  test("is followed while the window changes", () => {
    const { result } = renderHook(() => useMedia(NARROW));
    expect(result.current).toBe(false);
    act(() => resizeWindow({ width: 500 }));
    expect(result.current).toBe(true);
    act(() => resizeWindow({ width: 900 }));
    expect(result.current).toBe(false);
  });
});

describe("the size of an element", () => {
  function Measured() {
    const [ref, size] = useSize();
    return <p ref={ref}>{size === undefined ? "unknown" : `${size.width} by ${size.height}`}</p>;
  }

  test("is known once it was measured", () => {
    resizeWindow({ width: 640 });
    render(<Measured />);
    expect(screen.getByText("640 by 800")).toBeDefined();
  });

  test("is not measured any more when the element is gone", () => {
    const disconnect = vi.spyOn(ResizeObserver.prototype, "disconnect");
    render(<Measured />).unmount();
    expect(disconnect).toHaveBeenCalledTimes(1);
  });
});

describe("a long list", () => {
  const ROW = 20;

  function List({ count, to }: { count: number; to?: number }) {
    const { start, end, attach, onScroll, scrollTo } = useWindow(count, ROW);
    return (
      <>
        <button type="button" onClick={() => scrollTo(to ?? 0)}>
          go
        </button>
        <ol ref={attach} onScroll={onScroll} aria-label="list">
          {Array.from({ length: end - start }, (_, index) => (
            <li key={start + index}>row {start + index}</li>
          ))}
        </ol>
      </>
    );
  }
  const drawn = () => screen.getAllByRole("listitem").map((item) => item.textContent);
  const list = () => screen.getByRole("list", { name: "list" });
  const scroll = (top: number) =>
    act(() => {
      list().scrollTop = top;
      fireEvent.scroll(list());
    });

  test("draws what is in view and a little more", () => {
    render(<List count={1000} />);
    // 800 px are 40 rows, and 8 beyond.
    expect(drawn()).toHaveLength(48);
    expect(drawn()[0]).toBe("row 0");
  });

  test("draws what has come into view", () => {
    render(<List count={1000} />);
    scroll(10_000);
    expect(drawn()[0]).toBe("row 492");
    expect(drawn().at(-1)).toBe("row 547");
  });

  test("that became shorter draws its end", () => {
    const { rerender } = render(<List count={1000} />);
    scroll(15_000);
    rerender(<List count={10} />);
    expect(drawn().at(-1)).toBe("row 9");
  });

  test.each([
    ["below the view, so far that it is the last in view", 100, 0, 101 * ROW - 800],
    ["above the view, so far that it is the first", 5, 4000, 5 * ROW],
    ["in view not at all", 10, 0, 0],
  ])("scrolls to a row %s", (_case, to, from, top) => {
    render(<List count={1000} to={to} />);
    scroll(from);
    fireEvent.click(screen.getByRole("button", { name: "go" }));
    expect(list().scrollTop).toBe(top);
  });
});
