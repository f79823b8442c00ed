import type { ReactNode } from "react";
import type { Sort } from "../links.ts";
import { changeSettings } from "../lib/settings.ts";
import { ColumnGrip } from "../ui/ColumnGrip.tsx";
import type { SharedWidths } from "./column-choice.ts";
import type { Column } from "./column.ts";
import { nextSort } from "./sort-rows.ts";
import type { StripAxis } from "./strip/strip-axis.ts";

export function ListHead({
  columns,
  template,
  axis,
  axisWidth,
  sort,
  onSort,
  menu,
  shared,
}: {
  columns: readonly Column[];
  template: string;
  axis: StripAxis;
  /** Pixels. */
  axisWidth: number;
  sort: Sort;
  onSort: (sort: Sort) => void;
  menu: ReactNode;
  /** Of request and strip; undefined: nobody can choose them. */
  shared: SharedWidths | undefined;
}) {
  return (
    <thead className="trace-head-group">
      <tr className="trace-head" style={{ gridTemplateColumns: template }} aria-rowindex={1}>
        <th scope="col">
          <span className="visually-hidden">Outcome</span>
        </th>
        {columns.map(({ Head, ...column }) =>
          Head === undefined ? (
            <HeadCell
              key={column.id}
              column={column}
              sort={sort}
              onSort={onSort}
              shared={column.id === "request" ? shared : undefined}
            />
          ) : (
            <th scope="col" key={column.id} className="head-axis">
              <span className="visually-hidden">{column.name}</span>
              <Head axis={axis} axisWidth={axisWidth} />
            </th>
          ),
        )}
        <th scope="col" className="head-menu">
          {menu}
        </th>
      </tr>
    </thead>
  );
}

function HeadCell({
  column,
  sort,
  onSort,
  shared,
}: {
  column: Omit<Column, "Head">;
  sort: Sort;
  onSort: (sort: Sort) => void;
  shared: SharedWidths | undefined;
}) {
  const isSorted = sort.by === column.id;
  const direction = sort.descending ? "descending" : "ascending";
  const className = column.isNumeric === true ? "head-cell numeric" : "head-cell";
  return (
    <th scope="col" className={className} aria-sort={isSorted ? direction : undefined}>
      {column.sort === undefined ? (
        column.heading
      ) : (
        <button
          type="button"
          className={isSorted ? "head-sort sorted" : "head-sort"}
          aria-label={`Sort by ${column.name}`}
          onClick={() => onSort(nextSort(sort, column.id))}
        >
          {column.heading}
          {isSorted ? <span aria-hidden="true">{sort.descending ? " ↓" : " ↑"}</span> : null}
        </button>
      )}
      {shared === undefined ? null : (
        <ColumnGrip
          name={column.name}
          width={shared.requestPx}
          least={shared.leastPx}
          most={shared.mostPx}
          onWidth={(requestPx) => changeSettings({ requestPx })}
        />
      )}
    </th>
  );
}
