import type { ArrivalStatus } from "xray-local/console-wire/server-status.ts";
import { formatBytes, formatCount, formatCounted } from "../../lib/format.ts";
import type { TimeRange } from "../../lib/time-range.ts";
import { useSize } from "../../ui/use-size.ts";
import { arrivalBars, arrivalTicks, arrivalWindows } from "./arrival-bars.ts";

const HEIGHT = 60;
/** Room for what is drawn below the line. */
const BELOW = 14;
const TICKS = 20;

export function Arrivals({
  arrivals,
  range,
  nowMs,
}: {
  arrivals: ArrivalStatus;
  range: TimeRange;
  nowMs: number;
}) {
  const [ref, size] = useSize();
  const width = size?.width ?? 960;
  const drawn = arrivalWindows(arrivals, range);
  const { top, bars } = arrivalBars(drawn.windows, width, HEIGHT);
  const unit = drawn.windowSec === 1 ? "a second" : "in 10 s";
  const rejected = drawn.windows.reduce((sum, window) => sum + window.rejected, 0);
  const dropped = drawn.windows.reduce((sum, window) => sum + window.dropped, 0);
  const received = drawn.windows.reduce((sum, window) => sum + window.received, 0);
  return (
    <section className="section">
      <h2>
        Arriving{" "}
        <span>
          segments {unit} over {drawn.words}, rejected and dropped ones below the line
        </span>
      </h2>
      <p className="health-scale">
        {formatCount(top)} {unit}
      </p>
      <div ref={ref}>
        <svg
          className="health-bars"
          width="100%"
          height={HEIGHT + BELOW + TICKS}
          role="img"
          aria-label={`${formatCounted(received, "segment")} in ${drawn.words}, ${formatCount(rejected)} rejected${dropped === 0 ? "" : `, ${formatCount(dropped)} dropped`}`}
        >
          <path d="M0 .5H4000" stroke="var(--line-1)" />
          {bars.map((bar) => (
            <g key={bar.x}>
              <rect
                className="health-bar"
                x={bar.x}
                y={HEIGHT - bar.height}
                width={bar.width}
                height={bar.height}
              />
              <rect
                className="health-bar-failed"
                x={bar.x}
                y={HEIGHT + 2}
                width={bar.width}
                height={bar.failedHeight}
              />
            </g>
          ))}
          <path d={`M0 ${HEIGHT + 0.5}H4000`} stroke="var(--line-2)" />
          {arrivalTicks(drawn, nowMs / 1000, width).map(({ x, label }) => (
            <text
              key={x}
              className="health-tick"
              x={Math.min(width - 16, Math.max(16, x))}
              y={HEIGHT + BELOW + 15}
            >
              {label}
            </text>
          ))}
        </svg>
      </div>
      <Facts arrivals={arrivals} />
    </section>
  );
}

function Facts({ arrivals }: { arrivals: ArrivalStatus }) {
  const { received, accepted, repeated, rejected, dropped, kernelDrops, receiveBufferBytes } = arrivals;
  return (
    <dl className="health-facts">
      <Fact name="received since the start" value={formatCount(received)} />
      <Fact name="stored" value={formatCount(accepted)} />
      {repeated > 0 && <Fact name="came again, stored once" value={formatCount(repeated)} />}
      <Fact name="rejected" value={formatCount(rejected)} bad={rejected > 0} />
      <Fact name="dropped" value={formatCount(dropped)} bad={dropped > 0} />
      <Fact
        name="dropped by the kernel"
        value={kernelDrops === undefined ? "not told" : formatCount(kernelDrops)}
        bad={(kernelDrops ?? 0) > 0}
      />
      <Fact name="receive buffer" value={formatBytes(receiveBufferBytes)} />
    </dl>
  );
}

function Fact({ name, value, bad = false }: { name: string; value: string; bad?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={bad ? "health-bad" : ""}>{value}</dd>
    </div>
  );
}
