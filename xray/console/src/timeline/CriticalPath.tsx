import type { CriticalLine } from "../trace-model/critical-path/critical-lines.ts";
import type { TimeScale } from "./time-axis/time-scale.ts";
import { toBox } from "./time-axis/time-scale.ts";

/** Below the bar of a row. */
const LINE_Y = 23;

/** The critical path over the visible lines: a line under what the answer waited for, with thin risers between. */
export function CriticalPath({
  lines,
  scale,
  rowHeight,
  first,
  last,
}: {
  lines: readonly CriticalLine[];
  scale: TimeScale;
  rowHeight: number;
  /** Indexes of the first and the last line that are drawn; y 0 is the top of the first. */
  first: number;
  last: number;
}) {
  const yOf = (index: number) => (index - first) * rowHeight + LINE_Y;
  let path = "";
  let risers = "";
  for (const [at, line] of lines.entries()) {
    const box = toBox(scale, line.startMs, line.endMs);
    if (box && line.index >= first && line.index <= last) {
      path += `M${box.x} ${yOf(line.index)}h${box.width}`;
    }
    const before = lines[at - 1];
    if (!before || !isBetween(before.index, line.index, first, last)) continue;
    const { fromMs, toMs } = scale.window;
    if (line.startMs < fromMs || line.startMs > toMs) continue;
    const [from, to] = [yOf(before.index), yOf(line.index)];
    risers += `M${Math.round(scale.toX(line.startMs) * 10) / 10} ${from + (to > from ? 1 : -1)}V${to + (to > from ? -1 : 1)}`;
  }
  return (
    <>
      <path d={risers} className="critical-riser" />
      <path d={path} className="critical-line" />
    </>
  );
}

/** Whether some of the riser between two lines is in view. */
function isBetween(a: number, b: number, first: number, last: number): boolean {
  return Math.min(a, b) <= last && Math.max(a, b) >= first;
}
