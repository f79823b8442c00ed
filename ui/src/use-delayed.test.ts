import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useDelayed } from "./use-delayed.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function advance(durationMs: number): void {
  act(() => {
    vi.advanceTimersByTime(durationMs);
  });
}

function render() {
  return renderHook(({ condition }) => useDelayed(condition, 200), { initialProps: { condition: true } });
}

it("is true once the condition has held for as long as was said", () => {
  const { result } = render();
  expect(result.current).toBe(false);
  advance(199);
  expect(result.current).toBe(false);
  advance(1);
  expect(result.current).toBe(true);
});

it("is false at once when the condition ends, and waits anew when it is back", () => {
  const { result, rerender } = render();
  advance(200);
  rerender({ condition: false });
  expect(result.current).toBe(false);
  rerender({ condition: true });
  expect(result.current).toBe(false);
  advance(200);
  expect(result.current).toBe(true);
});

it("never says a word about what is over before", () => {
  const { result, rerender } = render();
  advance(150);
  rerender({ condition: false });
  advance(1_000);
  expect(result.current).toBe(false);
});
