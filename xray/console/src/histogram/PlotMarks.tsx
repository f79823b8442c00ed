import { memo } from "react";
import { markPaths } from "./marks.ts";
import type { PlotPoint } from "./marks.ts";

export const PlotMarks = memo(function PlotMarks({ points }: { points: readonly PlotPoint[] }) {
  const paths = markPaths(points);
  return (
    <g fill="none">
      <path d={paths.dim} stroke="var(--ink-3)" strokeOpacity=".35" strokeWidth="3.6" strokeLinecap="round" />
      <path d={paths.ok} stroke="var(--dot)" strokeOpacity=".8" strokeWidth="3.6" strokeLinecap="round" />
      <path d={paths.fault + paths.throttle} stroke="var(--bg)" strokeWidth="5" />
      <path d={paths.error} fill="var(--error)" stroke="var(--bg)" strokeWidth="2" paintOrder="stroke" />
      <path d={paths.throttle} stroke="var(--throttle)" strokeWidth="2" />
      <path d={paths.fault} stroke="var(--fault)" strokeWidth="2.2" />
    </g>
  );
});
