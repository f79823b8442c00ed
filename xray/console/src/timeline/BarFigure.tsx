import { durationParts } from "../lib/format.ts";
import type { Failure, Outcome } from "../lib/outcome.ts";
import { BAR_TOP } from "./bar-shapes.tsx";

/** The duration, after the bar. */
export function BarFigure({
  x,
  durationMs,
  isOpen,
  outcome,
  isKey,
}: {
  x: number;
  durationMs: number;
  /** The step is in progress: the figure is its least duration. */
  isOpen: boolean;
  outcome: Outcome;
  isKey: boolean;
}) {
  const { value, unit } = durationParts(durationMs / 1000);
  const isFailure = outcome !== "ok";
  const className = isFailure
    ? `bar-figure bar-figure-${outcome}`
    : isKey
      ? "bar-figure bar-figure-key"
      : "bar-figure";
  return (
    <>
      {isFailure ? (
        <path
          d={FAILURE_SHAPES[outcome]}
          transform={`translate(${x} 9.5)`}
          className={`bar-mark-${outcome}`}
        />
      ) : null}
      <text x={isFailure ? x + 12 : x} y={BAR_TOP + 9} className={className}>
        {isOpen && durationMs === 0 ? "not closed" : null}
        {isOpen && durationMs > 0 ? "≥ " : null}
        {isOpen && durationMs === 0 ? null : (
          <>
            <tspan>{value}</tspan>
            {` ${unit}`}
          </>
        )}
      </text>
    </>
  );
}

const FAILURE_SHAPES: Readonly<Record<Failure, string>> = {
  fault: "M0 1l7 7m0-7l-7 7",
  throttle: "M1.5.5v8M6 .5v8",
  error: "M4 .5l4 8h-8z",
};
