import { useEffect, useState } from "react";
import { msUntilRedraw } from "../lib/fuse.ts";

/**
 * Now, in epoch milliseconds, as far as drawing goes: it moves each minute, each second while something is in its last minute,
 * and as soon as a hidden page is seen again. Never before `sinceMs`, when what is drawn arrived.
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
