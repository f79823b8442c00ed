import { durationParts } from "../lib/format.ts";
import type { Outcome } from "../lib/outcome.ts";
import type { Piece } from "./bar-pieces.ts";
import type { TimelineEntry } from "./fold-rows.ts";
import { toBox, toBoxes } from "./time-scale.ts";
import type { Box, TimeScale } from "./time-scale.ts";
import type { TimelineRow } from "./timeline-rows.ts";

/** In a row of 28 px the bar of 10 px; the line of the critical path below it has its own layer. */
const TOP = 9;
const HEIGHT = 10;
const MIDDLE = TOP + HEIGHT / 2;

/** The bar of one line and its figure. */
export function Bar({ entry, scale, isKey }: { entry: TimelineEntry; scale: TimeScale; isKey: boolean }) {
  const { startMs, endMs, figureMs, trouble } =
    entry.kind === "row"
      ? {
          startMs: entry.row.startMs,
          endMs: entry.row.endMs,
          figureMs: entry.row.durationMs,
          trouble: entry.row.node.began ? entry.row.outcome : "ok",
        }
      : { startMs: entry.startMs, endMs: entry.endMs, figureMs: entry.sumMs, trouble: "ok" as const };
  const box = toBox(scale, startMs, endMs);
  if (!box) return <OutOfSight isBefore={endMs < scale.window.fromMs} width={scale.width} />;
  return (
    <>
      {entry.kind === "row" ? <RowBar row={entry.row} scale={scale} box={box} /> : null}
      {entry.kind === "run" ? <RunBar rows={entry.rows} scale={scale} box={box} /> : null}
      <Figure
        x={box.x + box.width + 7}
        durationMs={figureMs}
        isOpen={entry.kind === "row" && entry.row.node.inProgress}
        outcome={trouble}
        isKey={isKey}
      />
    </>
  );
}

/** The bar lies outside the window: where to. */
function OutOfSight({ isBefore, width }: { isBefore: boolean; width: number }) {
  const d = isBefore ? "m5 10.5-3.5 3.5 3.5 3.5" : `m${width - 5} 10.5 3.5 3.5-3.5 3.5`;
  return <path d={d} className="bar-away" />;
}

function RowBar({ row, scale, box }: { row: TimelineRow; scale: TimeScale; box: Box }) {
  const fill = fillOf(row);
  const wires = row.pieces.filter((piece) => piece.kind === "wire");
  const paleFill = row.node.began && row.outcome !== "ok" ? `var(--${row.outcome})` : `var(--${row.place})`;
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
      {row.node.inProgress ? <OpenEnd box={box} /> : null}
    </>
  );
}

/** The ground of a bar with children: all of it but gaps and what was on the wire. */
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
      return <path d={`M${box.x} ${MIDDLE}h${box.width}`} stroke={`var(--${row.place})`} strokeWidth="2" />;
    case "gap":
      return <GapShape box={box} />;
  }
}

/** Hollow with a dashed core: it waits. */
function WaitShape({ box }: { box: Box }) {
  const width = Math.max(1.5, box.width - 1.5);
  return (
    <>
      <rect x={box.x + 0.75} y={TOP + 0.75} width={width} height={HEIGHT - 1.5} rx="1" className="bar-wait" />
      {box.width > 10 ? (
        <path d={`M${box.x + 4} ${MIDDLE}H${box.x + box.width - 3}`} className="bar-wait-core" />
      ) : null}
    </>
  );
}

/** A measured gap: nothing was recorded between the two marks. */
function GapShape({ box }: { box: Box }) {
  const [from, to] = [box.x + 0.5, box.x + box.width - 0.5];
  return (
    <path
      d={`M${from} ${TOP}v${HEIGHT}M${to} ${TOP}v${HEIGHT}M${from} ${MIDDLE}H${to}`}
      className="bar-gap"
    />
  );
}

/** Where the call left the caller and where its answer came back. */
function WireCaps({ row, scale }: { row: TimelineRow; scale: TimeScale }) {
  const { window } = scale;
  const ends = [row.startMs, row.endMs].filter((ms) => ms >= window.fromMs && ms <= window.toMs);
  const d = ends.map((ms) => `M${Math.round(scale.toX(ms) * 10) / 10} ${MIDDLE - 4}v8`).join("");
  return <path d={d} stroke={`var(--${row.place})`} strokeWidth="1.5" />;
}

/** Not closed yet: the right end fades into the ground. */
function OpenEnd({ box }: { box: Box }) {
  const width = Math.min(48, box.width * 0.6);
  return (
    <rect
      x={box.x + box.width - width}
      y={TOP - 1}
      width={width + 1}
      height={HEIGHT + 2}
      fill="url(#bar-open)"
    />
  );
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
          y={TOP}
          width={Math.max(1, own.width - 0.8)}
          height={HEIGHT}
          fill={`var(--${place})`}
        />
      ))}
    </>
  );
}

function Figure({
  x,
  durationMs,
  isOpen,
  outcome,
  isKey,
}: {
  x: number;
  durationMs: number;
  /** It takes at least so long. */
  isOpen: boolean;
  outcome: Outcome;
  isKey: boolean;
}) {
  const { value, unit } = durationParts(durationMs / 1000);
  const isTrouble = outcome !== "ok";
  const className = isTrouble
    ? `bar-figure bar-figure-${outcome}`
    : isKey
      ? "bar-figure bar-figure-key"
      : "bar-figure";
  return (
    <>
      {isTrouble ? (
        <path
          d={TROUBLE_SHAPES[outcome]}
          transform={`translate(${x} 9.5)`}
          className={`bar-mark-${outcome}`}
        />
      ) : null}
      <text x={isTrouble ? x + 12 : x} y={TOP + 9} className={className}>
        {isOpen && durationMs === 0 ? "not closed" : null}
        {isOpen && durationMs > 0 ? "≥ " : null}
        {isOpen && durationMs === 0 ? null : (
          <>
            <tspan>{value}</tspan>
            {` ${unit}`}
          </>
        )}
      </text>
    </>
  );
}

const TROUBLE_SHAPES: Readonly<Record<Exclude<Outcome, "ok">, string>> = {
  fault: "M0 1l7 7m0-7l-7 7",
  throttle: "M1.5.5v8M6 .5v8",
  error: "M4 .5l4 8h-8z",
};

function fillOf(row: TimelineRow): string {
  if (row.outcome === "ok" || !row.node.began) return `var(--${row.place})`;
  return row.outcome === "fault" ? "var(--fault)" : `url(#pattern-${row.outcome})`;
}

function rect(box: Box) {
  return { x: box.x, y: TOP, width: box.width, height: HEIGHT };
}
