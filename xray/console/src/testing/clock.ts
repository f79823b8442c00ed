import { act } from "@testing-library/react";
import { vi } from "vitest";

/** 2026-11-24T14:40:00Z: the time at the start of every test of a page. Tests run in UTC. */
const NOW_MS = Date.UTC(2026, 10, 24, 14, 40);
export const NOW_SEC = NOW_MS / 1000;

const FAKED = [
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "requestAnimationFrame",
  "cancelAnimationFrame",
  "Date",
  "performance",
] as const;

/** Stops the clock at `NOW_MS`; from here on only `passTime`, and what waits for something, moves it. */
export function stopClock(): void {
  vi.useFakeTimers({ now: NOW_MS, toFake: [...FAKED] });
  // Tells the waits of Testing Library that the clock is not the system's.
  vi.stubGlobal("jest", { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) });
}

export function startClock(): void {
  vi.useRealTimers();
}

/** Lets this much time pass, and everything happen that falls due in it. */
export async function passTime(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

/**
 * As if the machine had slept: the clock is later, and timers that fell due meanwhile run once within the next second.
 */
export async function sleepFor(ms: number): Promise<void> {
  vi.setSystemTime(Date.now() + ms);
  await passTime(1000);
}
