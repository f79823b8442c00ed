import { useFigures } from "../../api/use-figures.ts";
import type { InsightSummary } from "../../api/operations.ts";
import { formatCount, formatMinute, formatShare } from "../../lib/format.ts";
import type { TimeRange } from "../../lib/time-range.ts";

const WIDTH = 376;
const HEIGHT = 74;
/** What was before is what it is compared with. */
const BEFORE_SEC = 45 * 60;
const AFTER_SEC = 10 * 60;
const MINUTE_SEC = 60;
const MOST_COLUMNS = 120;

/** Faults that clients got, a minute; the needle is where the insight began, the dashes what was usual before. */
export function FaultColumns({
  insight,
  filter,
  nowSec,
}: {
  insight: InsightSummary;
  filter: string;
  nowSec: number;
}) {
  const { StartTime, LastUpdateTime } = insight;
  const startSec = floorTo(StartTime - BEFORE_SEC, MINUTE_SEC);
  const endSec =
    Math.min(floorTo(nowSec, MINUTE_SEC), floorTo(LastUpdateTime + AFTER_SEC, MINUTE_SEC)) + MINUTE_SEC;
  const columnSec = MINUTE_SEC * Math.max(1, Math.ceil((endSec - startSec) / MINUTE_SEC / MOST_COLUMNS));
  const range: TimeRange = { kind: "between", startSec, endSec };
  const { data } = useFigures(["faults of an insight", filter], range, (bounds) => ({
    of: "traces",
    sets: [{ ...bounds, ...(filter === "" ? {} : { filter }) }],
    columnSec,
  }));
  const columns = data?.answer.sets[0]?.columns;
  const most = Math.max(1, ...(columns?.fault ?? []));
  const pitch = WIDTH / Math.max(1, columns?.count.length ?? 1);
  const begins = ((StartTime - startSec) / (endSec - startSec)) * WIDTH;
  const before = usualBefore(columns, StartTime);
  const toY = (faults: number) => HEIGHT - (faults / most) * (HEIGHT - 6);
  return (
    <section className="side-section">
      <h2>
        Client faults{" "}
        <span>{columnSec === MINUTE_SEC ? "a minute" : `in ${columnSec / MINUTE_SEC} minutes each`}</span>
      </h2>
      <figure className="insights-columns">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`At most ${formatCount(most)} faults; ${formatShare(before.share)} of the requests failed before`}
        >
          {toBars(columns).map(({ atSec, faults, index }) =>
            faults === 0 ? null : (
              <rect
                key={atSec}
                className={atSec < StartTime ? "insights-was" : "insights-is"}
                x={index * pitch + 0.5}
                y={toY(faults)}
                width={Math.max(1, pitch - 1)}
                height={HEIGHT - toY(faults)}
              />
            ),
          )}
          <path className="insights-usual" d={`M0 ${toY(before.perColumn)}H${WIDTH}`} />
          <path className="insights-needle" d={`M${begins} 0V${HEIGHT}`} />
          <path className="insights-floor" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
        </svg>
        <figcaption>
          <span>{formatMinute(startSec, nowSec)}</span>
          <span>
            {formatShare(before.share)} failed before {formatMinute(StartTime, nowSec)}
          </span>
          <span>{formatMinute(endSec, nowSec)}</span>
        </figcaption>
      </figure>
    </section>
  );
}

interface Columns {
  startSec: number;
  columnSec: number;
  count: readonly number[];
  fault: readonly number[];
}

function toBars(columns: Columns | undefined): readonly { atSec: number; faults: number; index: number }[] {
  return (columns?.fault ?? []).map((faults, index) => ({
    atSec: (columns?.startSec ?? 0) + index * (columns?.columnSec ?? 0),
    faults,
    index,
  }));
}

/** Faults a column, and their share, in the columns that end before a moment. */
function usualBefore(columns: Columns | undefined, atSec: number): { perColumn: number; share: number } {
  if (columns === undefined) return { perColumn: 0, share: 0 };
  const ended = Math.max(0, Math.floor((atSec - columns.startSec) / columns.columnSec));
  const sum = (values: readonly number[]) => values.slice(0, ended).reduce((all, value) => all + value, 0);
  const [faults, count] = [sum(columns.fault), sum(columns.count)];
  return { perColumn: ended === 0 ? 0 : faults / ended, share: count === 0 ? 0 : faults / count };
}

function floorTo(sec: number, stepSec: number): number {
  return Math.floor(sec / stepSec) * stepSec;
}
