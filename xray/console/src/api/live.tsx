import { createContext, useContext, useMemo, useState, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import type { Stream, StreamSnapshot } from "./stream.ts";
import { serverNowMs } from "../lib/server-clock.ts";

interface Live {
  stream: Stream;
  /** Paused by the user: views do not change. */
  paused: boolean;
  /** Epoch milliseconds of the pause. */
  pausedAtMs: number | undefined;
  setPaused: (paused: boolean) => void;
}

const LiveContext = createContext<Live | undefined>(undefined);

export function LiveProvider({ stream, children }: { stream: Stream; children: ReactNode }) {
  const [pausedAtMs, setPausedAtMs] = useState<number>();
  const live = useMemo(
    () => ({
      stream,
      paused: pausedAtMs !== undefined,
      pausedAtMs,
      setPaused: (paused: boolean) => setPausedAtMs(paused ? serverNowMs() : undefined),
    }),
    [stream, pausedAtMs],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === undefined) throw new Error("useLive needs a LiveProvider");
  return live;
}

export function useStream(): StreamSnapshot {
  const { stream } = useLive();
  return useSyncExternalStore(stream.subscribe, stream.snapshot);
}

/** The server's status, pushed about once a second; undefined until it arrives. */
export function useServerStatus(): ServerStatus | undefined {
  return useStream().status;
}
