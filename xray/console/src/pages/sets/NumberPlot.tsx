import type { Difference } from "xray-local/console-wire/figures.ts";
import { fieldLabel } from "../../sets/field-words.ts";

const WIDTH = 376;
const HEIGHT = 84;
const TOP = 16;

/** How the numbers of A and B lie, each to its own fullest bin; a line where the split is. */
export function NumberPlot({
  difference: { field, value, numbers },
  tints,
  isNext,
}: {
  difference: Difference;
  tints: readonly [string, string];
  isNext: boolean;
}) {
  if (numbers === undefined) return null;
  const { medians, from, width, counts } = numbers;
  const bins = counts[0].length;
  const to = from + width * (bins - 1);
  const at = Math.min(1, Math.max(0, (Number(value) - from) / (width * bins))) * WIDTH;
  const isLate = at > WIDTH / 2;
  return (
    <section className="side-section">
      <h2>
        {fieldLabel(field)} <span>number{isNext ? ", next most different" : ""}</span>
      </h2>
      <svg
        className="sets-numbers"
        viewBox={`0 0 ${WIDTH} ${HEIGHT + TOP}`}
        role="img"
        aria-label={`Median ${medians[0]} in A, ${medians[1]} in B`}
      >
        <path d={steps(counts[1])} className={`sets-numbers-b sets-tint-${tints[1]}`} />
        <path d={steps(counts[0])} className={`sets-numbers-a sets-tint-${tints[0]}`} />
        <path d={`M0 ${TOP + HEIGHT - 0.5}H${WIDTH}`} className="sets-bars-axis" />
        <path d={`M${at} ${TOP - 4}V${TOP + HEIGHT}`} className="sets-split" />
        <text
          x={isLate ? at - 5 : at + 5}
          y={TOP - 4}
          textAnchor={isLate ? "end" : "start"}
          className="sets-split-words"
        >
          {value}: splits best
        </text>
      </svg>
      <p className="sets-number-axis">
        <span>{round(from)}</span>
        <span>{round(to)}</span>
      </p>
      <p className="sets-words">
        Median {round(medians[0])} in A, {round(medians[1])} in B.
      </p>
    </section>
  );
}

/** Bars of the bins beside each other. */
function steps(counts: readonly number[]): string {
  const fullest = Math.max(1, ...counts);
  const pitch = WIDTH / counts.length;
  return counts
    .map((count, index) => {
      const height = Math.round((count / fullest) * HEIGHT * 10) / 10;
      const left = Math.round(index * pitch * 10) / 10;
      const width = Math.max(1, Math.round((pitch - 1) * 10) / 10);
      return height === 0 ? "" : `M${left} ${TOP + HEIGHT}v${-height}h${width}v${height}z`;
    })
    .join("");
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
