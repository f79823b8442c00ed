import type { ErrorKind } from "../../errors/error-kinds.ts";
import { TREND_HEIGHT, TREND_WIDTH, trendPaths, trendPlace } from "../../errors/trend.ts";

/** How often it came, over time; a needle where it began or began to rise. */
export function Trend({ kind, perMinute }: { kind: ErrorKind; perMinute: number }) {
  const { columns, outcome, isNew, firstEverSec, risingSec } = kind;
  if (columns === undefined) return null;
  const { bars, notches } = trendPaths(columns, perMinute);
  const sinceSec = isNew ? firstEverSec : risingSec;
  const at = sinceSec === undefined ? undefined : trendPlace(sinceSec, columns);
  return (
    <svg
      className={`errors-trend errors-trend-${outcome}`}
      viewBox={`0 0 ${TREND_WIDTH} ${TREND_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="errors-trend-axis" d={`M0 28.5H${TREND_WIDTH}`} />
      <path className="errors-trend-bars" d={bars} />
      <path className="errors-trend-notch" d={notches} />
      {at === undefined ? null : (
        <>
          <path className="errors-trend-needle" d={`M${at} 1V28`} />
          <path className="errors-trend-head" d={`M${at - 3} 0h6l-3 4z`} />
        </>
      )}
    </svg>
  );
}
