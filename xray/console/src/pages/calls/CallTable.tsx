import { memo, useMemo } from "react";
import type { CallFigures, CallRow } from "../../calls/call-rows.ts";
import { failedShare } from "../../calls/calls-view.ts";
import type { CallsView, CallSort } from "../../calls/calls-view.ts";
import { formatCount, formatDuration, formatMinute, formatPerMinute, formatShare } from "../../lib/format.ts";
import { Duration } from "../../ui/Figure.tsx";
import { Spark } from "../services/Spark.tsx";
import { sparkScale } from "../services/spark.ts";
import type { SparkScale } from "../services/spark.ts";
import { RepeatMark } from "./CallFindings.tsx";
import { CallText } from "./CallText.tsx";

interface Head {
  sort: CallSort;
  label: string;
  name: string;
}

function headsOf(kind: CallsView["kind"]): readonly Head[] {
  return [
    { sort: "total", label: "total time", name: "total time" },
    { sort: "rate", label: "per min", name: "calls per minute" },
    { sort: "repeats", label: "per request", name: "calls per request" },
    { sort: "mean", label: "mean", name: "mean" },
    { sort: "p95", label: "p95", name: "p95" },
    kind === "aws"
      ? { sort: "failed", label: "throttled", name: "throttled" }
      : { sort: "failed", label: "failed", name: "failed" },
  ];
}

const FIRST_HEADS: Readonly<Record<CallsView["kind"], string>> = {
  sql: "Statement, values taken out",
  aws: "Operation, resource",
  remote: "Method, host and path",
};

export function CallTable({
  view,
  rows,
  figures,
  selected,
  nowSec,
  onSort,
  onSelect,
}: {
  view: CallsView;
  rows: readonly CallRow[];
  figures: CallFigures;
  selected: string;
  nowSec: number;
  onSort: (sort: CallSort) => void;
  onSelect: (id: string) => void;
}) {
  const scale = useMemo(
    () => sparkScale(figures.rows.flatMap(({ columns }) => (columns === undefined ? [] : [columns]))),
    [figures],
  );
  return (
    <div className="answer-scroll">
      <table className="calls-table">
        <caption className="visually-hidden">Calls</caption>
        <thead>
          <tr>
            <th scope="col" className="calls-col-text">
              {FIRST_HEADS[view.kind]}
            </th>
            {headsOf(view.kind).map(({ sort, label, name }) => (
              <th
                key={sort}
                scope="col"
                className={`calls-col-${sort}`}
                aria-sort={sort === view.sort ? (view.isReversed ? "ascending" : "descending") : undefined}
              >
                <button type="button" aria-label={`Sort by ${name}`} onClick={() => onSort(sort)}>
                  {label}
                  {sort === view.sort ? (
                    <span aria-hidden="true">{view.isReversed ? " ↑" : " ↓"}</span>
                  ) : null}
                </button>
              </th>
            ))}
            <th scope="col" className="calls-col-spark">
              <span className="visually-hidden">p95 and failures over time</span>
              <span className="calls-axis" aria-hidden="true">
                <span>{formatMinute(figures.startSec, nowSec)}</span>
                <span>p95 to {formatDuration(scale.endSec)}</span>
                <span>{formatMinute(figures.endSec, nowSec)}</span>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              scale={scale}
              rangeSec={figures.endSec - figures.startSec}
              isSelected={row.id === selected}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
      {figures.others > 0 ? (
        <p className="calls-others">{formatCount(figures.others)} that take less time are not shown</p>
      ) : null}
    </div>
  );
}

/** The bar is full at half of all time: one that takes more is cut. */
const FULL_BAR = 0.5;

const Row = memo(function Row({
  row,
  scale,
  rangeSec,
  isSelected,
  onSelect,
}: {
  row: CallRow;
  scale: SparkScale;
  rangeSec: number;
  isSelected: boolean;
  onSelect: (id: string) => void;
}) {
  const { figures, times, changes, timeShare, perRequest, isRepeated } = row;
  const failed = failedShare(row);
  const { pace } = changes;
  return (
    // The button in the first cell does the same for the keyboard.
    <tr className={isSelected ? "calls-row calls-selected" : "calls-row"} onClick={() => onSelect(row.id)}>
      <th scope="row" className="calls-col-text">
        <button
          type="button"
          data-row=""
          className="calls-text"
          aria-pressed={isSelected}
          title={row.text}
          onClick={(event) => {
            event.stopPropagation();
            onSelect(row.id);
          }}
        >
          <CallText row={row} />
        </button>
        <span className="calls-place">
          <i className={`calls-spine calls-of-${row.kind}`} />
          {row.system}
          <span> by {row.caller.name}</span>
        </span>
      </th>
      <td className="calls-col-total" title={`${formatDuration(figures.sumSec)} in all`}>
        {formatShare(timeShare)}
        <span className="calls-bar">
          <i
            className={`calls-of-${row.kind}`}
            style={{ width: `${Math.min(1, timeShare / FULL_BAR) * 100}%` }}
          />
        </span>
      </td>
      <td className="calls-col-rate" title={`${figures.count} calls`}>
        {formatPerMinute(figures.count / rangeSec)}
      </td>
      <td className={isRepeated ? "calls-col-repeats calls-repeated" : "calls-col-repeats"}>
        {isRepeated ? <RepeatMark /> : null}×{formatTimes(perRequest)}
        {isRepeated ? <small>in a row</small> : null}
      </td>
      <td className="calls-col-mean">
        <Duration sec={row.meanSec} />
      </td>
      <td className="calls-col-p95">
        <b>
          <Duration sec={times.p95Sec} />
        </b>
        {pace === undefined ? null : <small>was {formatDuration(pace.before.p95Sec)}</small>}
      </td>
      <td className="calls-col-failed">
        <span
          className={failed === 0 ? "calls-quiet" : row.kind === "aws" ? "calls-throttle" : "calls-fault"}
        >
          {failed === 0 ? "0" : formatShare(failed)}
        </span>
      </td>
      <td className="calls-col-spark">
        <Spark row={row} scale={scale} />
      </td>
    </tr>
  );
});

/** `1`, `14.2`, `0.3` */
export function formatTimes(times: number): string {
  return times >= 99.5 ? formatCount(times) : String(Number(times.toFixed(times < 0.095 ? 2 : 1)));
}
