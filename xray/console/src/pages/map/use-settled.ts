import { useEffect, useRef } from "react";
import type { MapSelection } from "../../map-model/map-filter.ts";

/** A drag changes the selection with every frame; the URL should change only once. */
const SETTLE_MS = 250;

/** Calls `tell` with a selection that has changed and then stayed the same for a moment. */
export function useSettled(selection: MapSelection, tell: (selection: MapSelection) => void): void {
  const { brush, outcomes } = selection;
  const latest = useRef(tell);
  const isFirst = useRef(true);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return undefined;
    }
    const timer = setTimeout(() => latest.current({ brush, outcomes }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [brush, outcomes]);
}
