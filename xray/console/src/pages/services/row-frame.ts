import { servicePath } from "../../service-link.ts";
import type { Scope } from "../../links.ts";
import type { Change } from "./change.ts";
import { subjectOf } from "./service-rows.ts";
import type { FigureRow } from "./service-rows.ts";
import { sparkScale } from "./spark.ts";
import type { SparkScale } from "./spark.ts";
import { worseList } from "./worse-list.ts";

/** What all rows of a table share. */
export interface RowFrame {
  scale: SparkScale;
  rangeSec: number;
  nowSec: number;
  /** The view of a row. */
  toView: (row: FigureRow) => string;
  /** The list of a row's traces, from a change on. */
  toList: (row: FigureRow, change: Change) => string;
}

export function rowFrame(
  rows: readonly FigureRow[],
  { startSec, endSec }: { startSec: number; endSec: number },
  scope: Scope,
  nowSec: number,
): RowFrame {
  return {
    scale: sparkScale(rows.flatMap(({ columns }) => (columns === undefined ? [] : [columns]))),
    rangeSec: endSec - startSec,
    nowSec,
    toView: (row) => servicePath(subjectOf(row), scope),
    toList: worseList(scope, { endSec }),
  };
}
