import type { BrowserSegment } from "./browser-segment.ts";

const PATH = "/api/xray/segments";

/**
 * Sends segments to the backend, which checks them and passes them to the daemon: the page has no AWS credential. A
 * dropped report is not sent again: tracing never disturbs what it traces.
 */
export function sendSegments(segments: readonly BrowserSegment[], isLeaving: boolean): void {
  const body = new Blob([JSON.stringify({ segments })], { type: "application/json" });
  // When a page is closed, only these requests of it survive.
  if (isLeaving && navigator.sendBeacon(PATH, body)) return;
  fetch(PATH, { method: "POST", body, keepalive: isLeaving }).catch(() => undefined);
}
