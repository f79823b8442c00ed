import { listChanges } from "./change.ts";
import { heightOf, placeOf, SPARK_HEIGHT, SPARK_LINE, SPARK_WIDTH, sparkPaths } from "./spark.ts";
import type { SparkScale } from "./spark.ts";
import type { FigureRow } from "./service-rows.ts";
import "./spark.css";

/** p95 above the line and faults below it; dashes where p95 was before, a needle at each change. */
export function Spark({ row, scale }: { row: Pick<FigureRow, "columns" | "changes">; scale: SparkScale }) {
  const { columns, changes } = row;
  if (columns === undefined) return null;
  const { line, area, faults, notches } = sparkPaths(columns, scale);
  const told = listChanges(changes);
  const needles = told.flatMap(({ atSec }) => (atSec === undefined ? [] : (placeOf(atSec, columns) ?? [])));
  const before = changes.pace === undefined ? undefined : heightOf(changes.pace.before.p95Sec, scale.endSec);
  return (
    <svg
      className={told.length > 0 ? "spark spark-changed" : "spark"}
      viewBox={`0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="spark-area" d={area} />
      <path className="spark-line" d={line} />
      <path className="spark-notch" d={notches} />
      <path className="spark-axis" d={`M0 ${SPARK_LINE + 0.5}H${SPARK_WIDTH}`} />
      {before === undefined ? null : <path className="spark-before" d={`M0 ${before}H${SPARK_WIDTH}`} />}
      <path className="spark-faults" d={faults} />
      <path className="spark-needle" d={needles.map((at) => `M${at} 1V${SPARK_LINE}`).join("")} />
      <path className="spark-head" d={needles.map((at) => `M${at - 3} 0h6l-3 4z`).join("")} />
    </svg>
  );
}
