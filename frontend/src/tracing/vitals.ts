import type { Vitals } from "./browser-segment.ts";

/** A move of the page that nobody asked for: when, in milliseconds, and how far, as a score. */
export interface LayoutShift {
  startTime: number;
  value: number;
}

/** A gap ends a window, and so does its length (web.dev/articles/cls). Milliseconds. */
const WINDOW_GAP_MS = 1_000;
const WINDOW_LENGTH_MS = 5_000;

/** Cumulative layout shift: the sum of the worst window of moves. */
export function worstShiftWindow(shifts: readonly LayoutShift[]): number {
  let worst = 0;
  let sum = 0;
  let [firstMs, lastMs] = [-Infinity, -Infinity];
  for (const { startTime, value } of shifts) {
    const goesOn = startTime - lastMs < WINDOW_GAP_MS && startTime - firstMs < WINDOW_LENGTH_MS;
    if (!goesOn) [firstMs, sum] = [startTime, 0];
    sum += value;
    lastMs = startTime;
    worst = Math.max(worst, sum);
  }
  return worst;
}

export interface VitalsWatch {
  /** What is known so far of how the page was loaded. */
  ofLoad(): Vitals;
  /** The slowest interaction that began at `sinceMs` or later, in milliseconds since the page's origin. */
  ofInteractions(sinceMs: number): Vitals;
}

interface LayoutShiftEntry extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

interface EventEntry extends PerformanceEntry {
  interactionId: number;
}

/** Interactions that are quicker go unseen; the least that a browser tells of. */
const MIN_INTERACTION_MS = 16;

/** Watches from the page's origin on; what a browser does not know of stays out. */
export function watchVitals(): VitalsWatch {
  const shifts: LayoutShift[] = [];
  const interactions: EventEntry[] = [];
  let fcpMs: number | undefined;
  let lcpMs: number | undefined;
  observe("paint", (entry) => {
    if (entry.name === "first-contentful-paint") fcpMs = entry.startTime;
  });
  observe("largest-contentful-paint", (entry) => (lcpMs = entry.startTime));
  observe("layout-shift", (entry) => {
    const shift = entry as LayoutShiftEntry;
    if (!shift.hadRecentInput) shifts.push(shift);
  });
  observe("event", (entry) => {
    const event = entry as EventEntry;
    if (event.interactionId > 0) interactions.push(event);
  });
  return {
    ofLoad: () => {
      const [navigation] = performance.getEntriesByType("navigation");
      return {
        ...rounded(
          "ttfb_ms",
          navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : undefined,
        ),
        ...rounded("fcp_ms", fcpMs),
        ...rounded("lcp_ms", lcpMs),
        cls: Math.round(worstShiftWindow(shifts) * 10_000) / 10_000,
      };
    },
    ofInteractions: (sinceMs) => {
      const durations = interactions
        .filter(({ startTime }) => startTime >= sinceMs)
        .map(({ duration }) => duration);
      return durations.length > 0 ? rounded("inp_ms", Math.max(...durations)) : {};
    },
  };
}

function observe(type: string, take: (entry: PerformanceEntry) => void): void {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  const options = { type, buffered: true, durationThreshold: MIN_INTERACTION_MS };
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe(options);
}

function rounded(name: keyof Vitals, valueMs: number | undefined): Vitals {
  return valueMs === undefined || valueMs <= 0 ? {} : { [name]: Math.round(valueMs * 10) / 10 };
}
