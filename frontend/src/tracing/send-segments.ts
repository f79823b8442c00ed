import type { BrowserSegment } from "./browser-segment.ts";

const PATH = "/api/xray/segments";

/**
 * Hands segments to the backend, which checks them and gives them to the daemon: no AWS credential is in the page. What gets
 * lost stays lost: tracing never disturbs what it traces.
 */
export function sendSegments(segments: readonly BrowserSegment[], isLeaving: boolean): void {
  const body = new Blob([JSON.stringify({ segments })], { type: "application/json" });
  // A page that goes away takes its requests with it, but for these.
  if (isLeaving && navigator.sendBeacon(PATH, body)) return;
  fetch(PATH, { method: "POST", body, keepalive: isLeaving }).catch(() => undefined);
}
