import { useState } from "react";
import type { TraceListState } from "../api/trace-list/trace-list-state.ts";

/**
 * While the user reads (`held`), arriving traces are not shown, so that nothing moves under the pointer. Traces of a
 * load are always shown: the user asked for them.
 */
export function useHeldArrival(state: TraceListState, held: boolean): number {
  const [heldAt, setHeldAt] = useState<number>();
  // What a first load brings is no arrival: who scrolls meanwhile sees it.
  const isLoading = state.phase === "loading" && !state.stale;
  if (held && heldAt === undefined && !isLoading) setHeldAt(state.arrival);
  if (!held && heldAt !== undefined) setHeldAt(undefined);
  if (!held || heldAt === undefined) return Infinity;
  return Math.max(heldAt, state.loadArrival);
}
