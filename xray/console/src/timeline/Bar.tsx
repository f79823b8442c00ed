import type { Piece } from "../trace-model/step-pieces.ts";
import { BAR_HEIGHT, BAR_MIDDLE, BAR_TOP, GapShape, OpenEnd, WaitShape, WireCaps } from "./bar-shapes.tsx";
import { BarFigure } from "./BarFigure.tsx";
import type { TimelineEntry } from "./fold-rows.ts";
import { toBox, toBoxes } from "./time-axis/time-scale.ts";
import type { Box, TimeScale } from "./time-axis/time-scale.ts";
import type { TimelineRow } from "./timeline-rows.ts";

/** The bar of one line and its figure. */
export function Bar({ entry, scale, isKey }: { entry: TimelineEntry; scale: TimeScale; isKey: boolean }) {
  const { startMs, endMs, figureMs, outcome } =
    entry.kind === "row"
      ? {
          startMs: entry.row.startMs,
          endMs: entry.row.endMs,
          figureMs: entry.row.durationMs,
          outcome: entry.row.step.began ? entry.row.outcome : "ok",
        }
      : { startMs: entry.startMs, endMs: entry.endMs, figureMs: entry.sumMs, outcome: "ok" as const };
  const box = toBox(scale, startMs, endMs);
  if (!box) return <OutOfSight isBefore={endMs < scale.window.fromMs} width={scale.width} />;
  return (
    <>
      {entry.kind === "row" ? <RowBar row={entry.row} scale={scale} box={box} /> : null}
      {entry.kind === "run" ? <RunBar rows={entry.rows} scale={scale} box={box} /> : null}
      <BarFigure
        x={box.x + box.width + 7}
        durationMs={figureMs}
        isOpen={entry.kind === "row" && entry.row.step.inProgress}
        outcome={outcome}
        isKey={isKey}
      />
    </>
  );
}

/** An arrow towards a bar outside the window. */
function OutOfSight({ isBefore, width }: { isBefore: boolean; width: number }) {
  const d = isBefore ? "m5 10.5-3.5 3.5 3.5 3.5" : `m${width - 5} 10.5 3.5 3.5-3.5 3.5`;
  return <path d={d} className="bar-away" />;
}

function RowBar({ row, scale, box }: { row: TimelineRow; scale: TimeScale; box: Box }) {
  const fill = fillOf(row);
  const wires = row.pieces.filter((piece) => piece.kind === "wire");
  const paleFill = row.step.began && row.outcome !== "ok" ? `var(--${row.outcome})` : `var(--${row.place})`;
  return (
    <>
      {paleStretches(row).map((stretch) => {
        const pale = toBox(scale, stretch.startMs, stretch.endMs);
        return pale ? (
          <rect key={stretch.startMs} {...rect(pale)} fill={paleFill} className="bar-pale" rx="1" />
        ) : null;
      })}
      {row.pieces.map((piece) => (
        <PieceShape key={piece.startMs} piece={piece} scale={scale} fill={fill} row={row} />
      ))}
      {wires.length > 0 ? <WireCaps row={row} scale={scale} /> : null}
      {row.step.inProgress ? <OpenEnd box={box} /> : null}
    </>
  );
}

/** The background of a bar with children: all but its gaps and its time on the wire. */
function paleStretches(row: TimelineRow): readonly { startMs: number; endMs: number }[] {
  if (!row.pieces.some((piece) => piece.kind === "delegated")) return [];
  const stretches: { startMs: number; endMs: number }[] = [];
  for (const { kind, startMs, endMs } of row.pieces) {
    if (kind === "gap" || kind === "wire") continue;
    const last = stretches.at(-1);
    if (last?.endMs === startMs) last.endMs = endMs;
    else stretches.push({ startMs, endMs });
  }
  return stretches;
}

function PieceShape({
  piece,
  scale,
  fill,
  row,
}: {
  piece: Piece;
  scale: TimeScale;
  fill: string;
  row: TimelineRow;
}) {
  if (piece.kind === "delegated") return null;
  const box = toBox(scale, piece.startMs, piece.endMs);
  if (!box) return null;
  switch (piece.kind) {
    case "work":
      return <rect {...rect(box)} fill={fill} rx={row.pieces.length === 1 ? 1 : 0} />;
    case "wait":
      return <WaitShape box={box} />;
    case "wire":
      return (
        <path d={`M${box.x} ${BAR_MIDDLE}h${box.width}`} stroke={`var(--${row.place})`} strokeWidth="2" />
      );
    case "gap":
      return <GapShape box={box} />;
  }
}

function RunBar({ rows, scale, box }: { rows: readonly TimelineRow[]; scale: TimeScale; box: Box }) {
  const place = rows[0]?.place ?? "service";
  return (
    <>
      <rect {...rect(box)} fill={`var(--${place})`} className="bar-pale" rx="1" />
      {toBoxes(scale, rows).map((own) => (
        <rect
          key={own.x}
          x={own.x}
          y={BAR_TOP}
          width={Math.max(1, own.width - 0.8)}
          height={BAR_HEIGHT}
          fill={`var(--${place})`}
        />
      ))}
    </>
  );
}

function fillOf(row: TimelineRow): string {
  if (row.outcome === "ok" || !row.step.began) return `var(--${row.place})`;
  return row.outcome === "fault" ? "var(--fault)" : `url(#pattern-${row.outcome})`;
}

function rect(box: Box) {
  return { x: box.x, y: BAR_TOP, width: box.width, height: BAR_HEIGHT };
}
