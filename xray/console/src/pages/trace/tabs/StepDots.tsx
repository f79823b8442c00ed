import { formatDuration, ordinalWords } from "../../../lib/format.ts";
import { durationOf } from "../../../trace-model/alike-steps.ts";
import type { LogAxis, StepRow } from "../../../trace-model/step-table.ts";
import type { Usual } from "../../../trace-model/usual.ts";

const WIDTH = 250;
const HEIGHT = 32;
const MIDDLE = HEIGHT / 2;
/** Room for a dot at both ends. */
const MARGIN = 5;
/** Dots closer than this are one. */
const LEAST_APART = 0.5;
/** Pixels that `9th of 14: 38 ms` needs. */
const LABEL_WIDTH = 96;

/** Each call of a row as a dot on the axis of all rows, with a line at what is usual. */
export function StepDots({
  row,
  axis,
  usual,
  stepId,
}: {
  row: StepRow;
  axis: LogAxis;
  usual: Usual | undefined;
  stepId: string;
}) {
  const xOf = (durationMs: number) => MARGIN + axis.shareOf(durationMs) * (WIDTH - 2 * MARGIN);
  const far = new Set(row.outliers.map(({ step }) => step));
  const [longest] = row.outliers.toSorted((a, b) => durationOf(b.step) - durationOf(a.step));
  const fill = `var(--${row.outcome === "ok" ? row.place : row.outcome})`;
  const chosen = row.steps.find(({ id }) => id === stepId);
  return (
    <svg
      className="step-dots"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      {usual ? <path d={`M${xOf(usual.ms)} 8v16`} className="step-usual" /> : null}
      {distinct(row.steps.filter((step) => !far.has(step)).map((step) => xOf(durationOf(step)))).map((x) => (
        <circle key={x} cx={x} cy={MIDDLE} r="3" fill={fill} fillOpacity=".8" />
      ))}
      {row.outliers.map(({ step }) => (
        <circle key={step.id} cx={xOf(durationOf(step))} cy={MIDDLE} r="4" fill={fill} className="step-far" />
      ))}
      {chosen && row.steps.length > 1 ? (
        <circle cx={xOf(durationOf(chosen))} cy={MIDDLE} r="6" className="step-chosen" />
      ) : null}
      {longest ? (
        <OutlierWords
          x={xOf(durationOf(longest.step))}
          words={`${ordinalWords(longest.ordinal)} of ${row.steps.length}: ${formatDuration(durationOf(longest.step) / 1000)}`}
        />
      ) : null}
    </svg>
  );
}

function OutlierWords({ x, words }: { x: number; words: string }) {
  const isRight = x + LABEL_WIDTH < WIDTH;
  return (
    <text
      x={isRight ? x + 9 : x - 9}
      y={MIDDLE + 4}
      textAnchor={isRight ? "start" : "end"}
      className="step-far-words"
    >
      {words}
    </text>
  );
}

/** Sorted, without those that would lie on each other. */
function distinct(places: readonly number[]): readonly number[] {
  const kept: number[] = [];
  for (const x of places.toSorted((a, b) => a - b)) {
    if (x - (kept.at(-1) ?? -Infinity) >= LEAST_APART) kept.push(x);
  }
  return kept;
}
