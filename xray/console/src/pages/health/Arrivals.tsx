import type { ArrivalStatus } from "../../../../local/src/protocol/server-status.ts";
import { formatBytes, formatCount } from "../../lib/format.ts";
import { useSize } from "../../ui/use-size.ts";
import { arrivalBars } from "./arrival-bars.ts";

const HEIGHT = 60;
/** For what hangs below the line. */
const BELOW = 14;

export function Arrivals({ arrivals }: { arrivals: ArrivalStatus }) {
  const [ref, size] = useSize();
  const { top, bars } = arrivalBars(arrivals.perSecond, size?.width ?? 960, HEIGHT);
  const rejected = arrivals.perSecond.reduce((sum, second) => sum + second.rejected, 0);
  const received = arrivals.perSecond.reduce((sum, second) => sum + second.received, 0);
  return (
    <section className="section">
      <h2>
        Arriving <span>segments a second, rejected ones below the line</span>
      </h2>
      <p className="health-scale">{formatCount(top)} a second</p>
      <div ref={ref}>
        <svg
          className="health-bars"
          width="100%"
          height={HEIGHT + BELOW}
          role="img"
          aria-label={`${formatCount(received)} segments in the last minute, ${formatCount(rejected)} rejected`}
        >
          <path d="M0 .5H4000" stroke="var(--line-1)" />
          {bars.map((bar) => (
            <g key={bar.x}>
              <rect
                x={bar.x}
                y={HEIGHT - bar.height}
                width={bar.width}
                height={bar.height}
                fill="var(--dot)"
                fillOpacity=".6"
              />
              <rect
                x={bar.x}
                y={HEIGHT + 2}
                width={bar.width}
                height={bar.rejectedHeight}
                fill="var(--fault)"
              />
            </g>
          ))}
          <path d={`M0 ${HEIGHT + 0.5}H4000`} stroke="var(--line-2)" />
        </svg>
      </div>
      <p className="health-axis">
        <span>60 s ago</span>
        <span>now</span>
      </p>
      <dl className="health-facts">
        <Fact name="received" value={formatCount(arrivals.received)} />
        <Fact name="stored" value={formatCount(arrivals.accepted)} />
        <Fact name="rejected" value={formatCount(arrivals.rejected)} bad={arrivals.rejected > 0} />
        <Fact
          name="dropped by the kernel"
          value={arrivals.kernelDrops === undefined ? "not told" : formatCount(arrivals.kernelDrops)}
          bad={(arrivals.kernelDrops ?? 0) > 0}
        />
        <Fact name="receive buffer" value={formatBytes(arrivals.receiveBufferBytes)} />
      </dl>
    </section>
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
