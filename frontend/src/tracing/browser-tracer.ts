import { toPagePattern } from "../page-paths.ts";
import { toPageTimings, toSec } from "./page-timings.ts";
import { sendSegments } from "./send-segments.ts";
import { createTracer } from "./tracer.ts";
import { makeSegmentId } from "./trace-id.ts";
import { watchVitals } from "./vitals.ts";
import type { VitalsWatch } from "./vitals.ts";

let vitals: VitalsWatch | undefined;

/** An event has the time of the input, which is a little before what it causes. */
const INPUT_LEAD_MS = 100;

/** The pattern where no page is shown. */
const OTHER_PAGE = "*";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** The tracer of this page. */
export const tracer = createTracer({
  // By the page's own clock: durations are right even when the machine's clock is set meanwhile.
  nowSec: () => toSec(performance.timeOrigin, performance.now()),
  random,
  userAgent: navigator.userAgent,
  place: () => ({ url: location.href, page: toPagePattern(location.pathname) ?? OTHER_PAGE }),
  vitalsOf: (activity) => {
    if (activity.kind === "page_load") return vitals?.ofLoad() ?? {};
    const startMs = activity.startSec * 1_000 - performance.timeOrigin;
    return vitals?.ofInteractions(startMs - INPUT_LEAD_MS) ?? {};
  },
  send: sendSegments,
});

/**
 * Begins the trace of the page load; listens for its end, for errors that nobody caught, and for the end of the page.
 */
export function watchPage(): void {
  vitals = watchVitals();
  tracer.begin("page_load", toSec(performance.timeOrigin, 0));
  addEventListener("error", ({ error, message }) => tracer.recordUncaught(error ?? message));
  addEventListener("unhandledrejection", ({ reason }) => tracer.recordUncaught(reason));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") tracer.rest();
  });
  addEventListener("pagehide", () => tracer.leave());
  // The end of the load event is known after its last listener.
  const endLoad = () => setTimeout(() => tracer.endLoad(readTimings()));
  if (document.readyState === "complete") endLoad();
  else addEventListener("load", endLoad);
}

function readTimings() {
  const [navigation] = performance.getEntriesByType("navigation");
  const resources = performance.getEntriesByType("resource");
  return toPageTimings(
    navigation instanceof PerformanceNavigationTiming ? navigation : undefined,
    resources.filter((entry) => entry instanceof PerformanceResourceTiming),
    { timeOriginMs: performance.timeOrigin, makeId: () => makeSegmentId(random(8)) },
  );
}
