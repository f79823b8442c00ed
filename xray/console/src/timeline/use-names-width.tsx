import { useSyncExternalStore } from "react";
import type { CSSProperties, ReactNode } from "react";
import { changeSettings, readSettings, subscribeToSettings } from "../lib/settings.ts";
import { ColumnGrip } from "../ui/ColumnGrip.tsx";
import { NARROW, useMedia } from "../ui/use-media.ts";
import { useSize } from "../ui/use-size.ts";

/** Pixels; half of the timeline at most. */
const LEAST_PX = 240;
/** Left and right of the head, as in the style sheet. */
const HEAD_PADDING_PX = 28;

type Measure = ReturnType<typeof useSize>[0];

/** The width of the names of steps: as the style sheet has it, or as somebody dragged it. A narrow window knows one alone. */
export function useNamesWidth(): {
  /** Of the whole timeline, and of the head above the names. */
  measure: Measure;
  measureHead: Measure;
  style: CSSProperties | undefined;
  grip: ReactNode;
} {
  const [measure, size] = useSize();
  const [measureHead, headSize] = useSize();
  const isNarrow = useMedia(NARROW);
  const { stepsPx } = useSyncExternalStore(subscribeToSettings, readSettings);
  const mostPx = Math.max(LEAST_PX, (size?.width ?? 0) / 2);
  const chosenPx =
    isNarrow || stepsPx === undefined || size === undefined ? undefined : Math.min(mostPx, stepsPx);
  return {
    measure,
    measureHead,
    style: chosenPx === undefined ? undefined : ({ "--w-names": `${chosenPx}px` } as CSSProperties),
    grip:
      headSize === undefined || isNarrow ? null : (
        <ColumnGrip
          name="Names"
          width={chosenPx ?? Math.min(mostPx, headSize.width + HEAD_PADDING_PX)}
          least={LEAST_PX}
          most={mostPx}
          onWidth={(width) => changeSettings({ stepsPx: width })}
        />
      ),
  };
}
