/** Columns of equal width from the start of a range on; what lies outside counts in the nearest column. */
export interface ColumnFrame {
  startSec: number;
  columnSec: number;
  columns: number;
}

export function toColumn({ startSec, columnSec, columns }: ColumnFrame, atSec: number): number {
  return Math.min(columns - 1, Math.max(0, Math.floor((atSec - startSec) / columnSec)));
}
