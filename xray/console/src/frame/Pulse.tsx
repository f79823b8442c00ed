import { Link } from "react-router";
import { useServerStatus } from "../api/live.tsx";
import { formatCount } from "../lib/format.ts";
import { currentRate, PULSE_SECONDS, pulsePaths } from "../lib/pulse.ts";
import { healthPath } from "../links.ts";
import { useScope } from "../use-scope.ts";

/** What arrived in the last seconds, in every view: shows whether tracing works. */
export function Pulse() {
  const perSecond = useServerStatus()?.arrivals.perSecond ?? [];
  const scope = useScope();
  const { all, faults } = pulsePaths(perSecond);
  const rate = currentRate(perSecond);
  return (
    <Link
      className="top-pulse"
      to={healthPath(scope)}
      title={`Segments received in the last ${PULSE_SECONDS} seconds`}
    >
      <svg width="98" height="16" viewBox="0 0 98 16" aria-hidden="true">
        {all === "" ? <path d="M0 15.500H96" stroke="var(--line-2)" /> : null}
        <path d={all} stroke="var(--ink-3)" />
        <path d={faults} stroke="var(--fault)" strokeWidth="2" />
      </svg>
      <span>
        <b>{rate > 0 && rate < 1 ? "<1" : formatCount(Math.round(rate))}</b> /s
      </span>
    </Link>
  );
}
