import type { Box, TimeScale } from "./time-axis/time-scale.ts";
import type { TimelineRow } from "./timeline-rows.ts";

/** A bar of 10 px in a row of 28 px; the line of the critical path below it has its own layer. */
export const BAR_TOP = 9;
export const BAR_HEIGHT = 10;
export const BAR_MIDDLE = BAR_TOP + BAR_HEIGHT / 2;

/** A wait: hollow, with a dashed core. */
export function WaitShape({ box }: { box: Box }) {
  const width = Math.max(1.5, box.width - 1.5);
  return (
    <>
      <rect
        x={box.x + 0.75}
        y={BAR_TOP + 0.75}
        width={width}
        height={BAR_HEIGHT - 1.5}
        rx="1"
        className="bar-wait"
      />
      {box.width > 10 ? (
        <path d={`M${box.x + 4} ${BAR_MIDDLE}H${box.x + box.width - 3}`} className="bar-wait-core" />
      ) : null}
    </>
  );
}

/** A gap: nothing was recorded between the two marks. */
export function GapShape({ box }: { box: Box }) {
  const [from, to] = [box.x + 0.5, box.x + box.width - 0.5];
  return (
    <path
      d={`M${from} ${BAR_TOP}v${BAR_HEIGHT}M${to} ${BAR_TOP}v${BAR_HEIGHT}M${from} ${BAR_MIDDLE}H${to}`}
      className="bar-gap"
    />
  );
}

/** Where the call left the caller and where its answer came back. */
export function WireCaps({ row, scale }: { row: TimelineRow; scale: TimeScale }) {
  const { window } = scale;
  const ends = [row.startMs, row.endMs].filter((ms) => ms >= window.fromMs && ms <= window.toMs);
  const d = ends.map((ms) => `M${Math.round(scale.toX(ms) * 10) / 10} ${BAR_MIDDLE - 4}v8`).join("");
  return <path d={d} stroke={`var(--${row.place})`} strokeWidth="1.5" />;
}

/** A step in progress: the right end fades out. */
export function OpenEnd({ box }: { box: Box }) {
  const width = Math.min(48, box.width * 0.6);
  return (
    <rect
      x={box.x + box.width - width}
      y={BAR_TOP - 1}
      width={width + 1}
      height={BAR_HEIGHT + 2}
      fill="url(#bar-open)"
    />
  );
}
