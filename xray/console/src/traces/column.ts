import type { ComponentType } from "react";
import type { StripAxis } from "./strip/strip-axis.ts";
import type { TraceBrief } from "./trace-brief.ts";
import type { TraceRow } from "./trace-row.ts";

/**
 * A column of the list: head, cells, sorting, width, the menu of columns and the narrow row are all made from it. The
 * columns themselves stand in `column-list.tsx`.
 */
export interface Column {
  /** In the address; `annotation.<key>` for an annotation. */
  id: string;
  /** In the menu, and for people who do not see the head. */
  name: string;
  /** Printed at the top; empty where the values speak for themselves. */
  heading: string;
  /** In place of the heading. */
  Head?: ComponentType<HeadProps>;
  /** Draws the value. */
  Cell: ComponentType<CellProps>;
  /** Of the cell around it. */
  cellClass: string | ((row: TraceRow, frame: RowFrame) => string);
  cellTitle?: (row: TraceRow) => string;
  /** Undefined: the list cannot be sorted by it. */
  sort?: ColumnSort;
  width: ColumnWidth;
  /** It is shown unless the address names columns. */
  isUsual: boolean;
  /** Where it stands in the two lines of a narrow row; undefined: it is not shown there. */
  narrow?: "time" | "method" | "request" | "response" | "strip" | "status";
  isNumeric?: boolean;
  /** Its head leaves room for the button of the menu of columns. */
  hasMenuRoom?: boolean;
  /** The list draws its axis through it. */
  hasAxis?: boolean;
}

interface ColumnSort {
  /** Rows without a value come last in both directions. */
  valueOf: (row: TraceRow) => number | string | undefined;
  /** What a first click shows. */
  first: "ascending" | "descending";
}

interface ColumnWidth {
  /** Track of the row's grid. */
  track: string;
  /** Pixels that it needs at least. */
  least: number;
  /** Where there is no room for all, the highest goes first; 0 never goes. */
  dispensable: number;
}

export interface HeadProps {
  axis: StripAxis;
  /** Pixels. */
  axisWidth: number;
}

/** What all rows of a list share. */
export interface RowFrame {
  columns: readonly Column[];
  template: string;
  axisEndMs: number;
  stripWidth: number;
  /** From here on a response is set bold. */
  slowSec: number;
  nowSec: number;
}

export interface CellProps {
  row: TraceRow;
  /** Undefined until the documents are here. */
  brief: TraceBrief | undefined;
  frame: RowFrame;
  /** Of the trace's page. */
  href: string;
  /** The row is the one that Tab stops at. */
  isTabbable: boolean;
}
