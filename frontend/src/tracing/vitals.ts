import { onCLS, onFCP, onLCP, onTTFB } from "web-vitals";
import type { Vitals } from "./browser-segment.ts";
import { createSlowInteractions } from "./slow-interactions.ts";

export interface VitalsWatch {
  /** What is known so far about the page load. */
  ofLoad(): Vitals;
  /** The slowest interaction that began at `sinceMs` or later, in milliseconds since the page's origin. */
  ofInteractions(sinceMs: number): Vitals;
}

/** Watches from the page's origin on; leaves out what the browser does not measure. */
export function watchVitals(): VitalsWatch {
  let load: Vitals = {};
  // A trace is sent long before the page is closed, so each change counts.
  const options = { reportAllChanges: true };
  onTTFB(({ value }) => (load = { ...load, ...rounded("ttfb_ms", value) }), options);
  onFCP(({ value }) => (load = { ...load, ...rounded("fcp_ms", value) }), options);
  onLCP(({ value }) => (load = { ...load, ...rounded("lcp_ms", value) }), options);
  onCLS(({ value }) => (load = { ...load, cls: Math.round(value * 10_000) / 10_000 }), options);
  const interactions = watchInteractions();
  return {
    ofLoad: () => load,
    ofInteractions: (sinceMs) => rounded("inp_ms", interactions.slowestSince(sinceMs)),
  };
}

interface EventEntry extends PerformanceEntry {
  interactionId: number;
}

/** Quicker interactions are not reported; the least that browsers report. */
const MIN_INTERACTION_MS = 16;

/** web-vitals reports the 98th percentile of a page, but a trace is about single interactions. */
function watchInteractions() {
  const interactions = createSlowInteractions();
  if (PerformanceObserver.supportedEntryTypes.includes("event")) {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ((entry as EventEntry).interactionId > 0) interactions.add(entry);
      }
    });
    observer.observe({ type: "event", buffered: true, durationThreshold: MIN_INTERACTION_MS });
  }
  return interactions;
}

function rounded(name: keyof Vitals, valueMs: number | undefined): Vitals {
  return valueMs === undefined || valueMs <= 0 ? {} : { [name]: Math.round(valueMs * 10) / 10 };
}
