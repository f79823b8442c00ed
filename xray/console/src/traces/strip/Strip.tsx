import type { StripPiece } from "./strip.ts";

const HEIGHT = 17;
const LANE = 5;
/** A failed stretch is visible however short it is. */
const LEAST_FAILED_PX = 2;

/** Three lanes on the axis of the list. A trace longer than the axis ends in a slanted notch. */
export function Strip({
  pieces,
  endMs,
  axisEndMs,
  width,
}: {
  pieces: readonly StripPiece[];
  endMs: number;
  axisEndMs: number;
  /** The width of the whole axis, pixels. */
  width: number;
}) {
  const scale = width / axisEndMs;
  return (
    <svg className="strip" width={width} height={HEIGHT} aria-hidden="true">
      {pieces.map((piece) =>
        piece.startMs >= axisEndMs ? null : (
          <PieceShape
            key={`${piece.kind} ${piece.lane} ${piece.place} ${piece.outcome} ${piece.startMs}`}
            piece={piece}
            x={piece.startMs * scale}
            width={Math.max(
              piece.outcome === "ok" ? 1 : LEAST_FAILED_PX,
              (Math.min(piece.endMs, axisEndMs) - piece.startMs) * scale,
            )}
          />
        ),
      )}
      {endMs > axisEndMs ? <path d={`M${width - 8} -1l-4 19h4l4 -19z`} fill="var(--row-ground)" /> : null}
    </svg>
  );
}

function PieceShape({ piece, x, width }: { piece: StripPiece; x: number; width: number }) {
  const y = piece.lane * (LANE + 1);
  const hue = `var(--${piece.outcome === "ok" ? piece.place : piece.outcome})`;
  if (piece.kind === "thin" || piece.kind === "gap") {
    const isGap = piece.kind === "gap" && piece.outcome === "ok";
    return <rect x={x} y={y + 2} width={width} height={1} fill={isGap ? "var(--ink-3)" : hue} />;
  }
  if (piece.kind === "hollow" && width >= 2) {
    return (
      <rect
        x={x + 0.5}
        y={y + 0.5}
        width={Math.max(0.5, width - 1)}
        height={LANE - 1}
        fill={hue}
        fillOpacity=".14"
        stroke={hue}
      />
    );
  }
  const pale = piece.kind === "pale" ? { fillOpacity: 0.3 } : {};
  return <rect x={x} y={y} width={width} height={LANE} fill={hue} {...pale} />;
}
