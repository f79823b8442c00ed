import type { ReactNode } from "react";
import type { Sort } from "../links.ts";
import type { Column } from "./columns.ts";
import { nextSort } from "./sort-rows.ts";
import type { StripAxis } from "./strip-axis.ts";

/** Names of columns without a printed head. */
const UNPRINTED: Readonly<Record<string, string>> = { method: "Method", status: "Status" };

export function ListHead({
  columns,
  template,
  axis,
  axisWidth,
  sort,
  onSort,
  menu,
}: {
  columns: readonly Column[];
  template: string;
  axis: StripAxis;
  /** Pixels. */
  axisWidth: number;
  sort: Sort;
  onSort: (sort: Sort) => void;
  menu: ReactNode;
}) {
  return (
    <thead className="trace-head-group">
      <tr className="trace-head" style={{ gridTemplateColumns: template }} aria-rowindex={1}>
        <th scope="col">
          <span className="visually-hidden">Outcome</span>
        </th>
        {columns.map((column) =>
          column.id === "strip" ? (
            <th scope="col" key={column.id} className="head-axis">
              <span className="visually-hidden">{column.label}</span>
              <AxisTicks axis={axis} width={axisWidth} />
            </th>
          ) : (
            <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
          ),
        )}
        <th scope="col" className="head-menu">
          {menu}
        </th>
      </tr>
    </thead>
  );
}

function HeadCell({ column, sort, onSort }: { column: Column; sort: Sort; onSort: (sort: Sort) => void }) {
  const sorted = sort.by === column.id;
  const direction = sort.descending ? "descending" : "ascending";
  const className = column.numeric === true ? "head-cell numeric" : "head-cell";
  return (
    <th scope="col" className={className} aria-sort={sorted ? direction : undefined}>
      {column.sortValue === undefined ? (
        column.label
      ) : (
        <button
          type="button"
          className={sorted ? "head-sort sorted" : "head-sort"}
          aria-label={`Sort by ${column.label || UNPRINTED[column.id]}`}
          onClick={() => onSort(nextSort(sort, column.id))}
        >
          {column.label}
          {sorted ? <span aria-hidden="true">{sort.descending ? " ↓" : " ↑"}</span> : null}
        </button>
      )}
    </th>
  );
}

/** A figure and its room. */
const TICK_PX = 48;

function AxisTicks({ axis, width }: { axis: StripAxis; width: number }) {
  const all = width >= axis.ticks.length * TICK_PX;
  const ticks = all ? axis.ticks : axis.ticks.filter(({ share }) => share === 0 || share === 1);
  return (
    <svg width="100%" height="16" aria-hidden="true">
      {ticks.map(({ share, label }) => (
        <text
          key={share}
          x={`${share * 100}%`}
          y="12"
          textAnchor={share === 0 ? "start" : share === 1 ? "end" : "middle"}
        >
          {label}
        </text>
      ))}
    </svg>
  );
}
