import type { ComponentType } from "react";
import type { StripAxis } from "./strip/strip-axis.ts";
import type { TraceBrief } from "./trace-brief.ts";
import type { TraceRow } from "./trace-row.ts";

/**
 * A column of the list. Head, cells, sorting, width, the column menu and the narrow row all come from this;
 * `column-list.tsx` has the columns themselves.
 */
export interface Column {
  /** Its name in the URL; `annotation.<key>` for an annotation. */
  id: string;
  /** Its name in the menu, and for screen readers. */
  name: string;
  /** Shown at the top; empty where the values explain themselves. */
  heading: string;
  /** Replaces the heading. */
  Head?: ComponentType<HeadProps>;
  /** Draws the value. */
  Cell: ComponentType<CellProps>;
  /** The class of the cell. */
  cellClass: string | ((row: TraceRow, frame: RowFrame) => string);
  cellTitle?: (row: TraceRow) => string;
  /** Undefined when the list cannot be sorted by it. */
  sort?: ColumnSort;
  width: ColumnWidth;
  /** Whether it is shown when the URL names no columns. */
  isUsual: boolean;
  /** Its place in the two lines of a narrow row; undefined when it is not shown there. */
  narrow?: "time" | "method" | "request" | "response" | "strip" | "status";
  isNumeric?: boolean;
  /** Whether its head leaves room for the button of the column menu. */
  hasMenuRoom?: boolean;
  /** Whether the list draws its axis through it. */
  hasAxis?: boolean;
}

interface ColumnSort {
  /** Rows without a value come last in both directions. */
  valueOf: (row: TraceRow) => number | string | undefined;
  /** The direction of a first click. */
  first: "ascending" | "descending";
}

interface ColumnWidth {
  /** Its track in the grid of the row. */
  track: string;
  /** The least width, pixels. */
  least: number;
  /** Where there is no room for all, columns with the highest number go first; 0 always stays. */
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
  /** A response is bold from this duration on. */
  slowSec: number;
  nowSec: number;
}

export interface CellProps {
  row: TraceRow;
  /** Undefined until the documents are loaded. */
  brief: TraceBrief | undefined;
  frame: RowFrame;
  /** Leads to the page of the trace. */
  href: string;
  /** Whether Tab stops at this row. */
  isTabbable: boolean;
}
