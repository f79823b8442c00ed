import { useEffect, useState } from "react";
import { msUntilRedraw } from "../lib/fuse.ts";

/**
 * The current time for drawing, in epoch milliseconds: updated each minute, each second while something is in its last
 * minute, and when a hidden page is shown again. Never before `sinceMs`, when the data arrived.
 */
export function useClock(expiryTimesMs: readonly number[], sinceMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const schedule = () => {
      timer = setTimeout(
        () => {
          setNowMs(Date.now());
          schedule();
        },
        msUntilRedraw(Date.now(), expiryTimesMs),
      );
    };
    schedule();
    return () => clearTimeout(timer);
  }, [expiryTimesMs]);

  useEffect(() => {
    const catchUp = () => setNowMs(Date.now());
    document.addEventListener("visibilitychange", catchUp);
    return () => document.removeEventListener("visibilitychange", catchUp);
  }, []);

  return Math.max(nowMs, sinceMs);
}
