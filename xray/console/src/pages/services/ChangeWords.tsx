import { Link } from "react-router";
import { exactTime, formatDuration, formatMinute, formatShare } from "../../lib/format.ts";
import { faultShare } from "./change.ts";
import type { Change, Verdict } from "./change.ts";

/** `×5.7 was 120 ms, since 14:18`. */
export function ChangeWords({
  change,
  count,
  nowSec,
  to,
}: {
  change: Verdict;
  count: number;
  nowSec: number;
  /** The list from the change on. */
  to: string;
}) {
  if (change === undefined) return <span className="services-quiet">as before</span>;
  if (change === "few") return <span className="services-quiet">too few to tell, {count}</span>;
  return (
    <span className="services-was">
      <b>{factorWords(change)}</b> <span className="services-was-figure">{wasWords(change)}</span>
      {change.atSec === undefined ? (
        <span className="services-was-figure"> before the range</span>
      ) : (
        <>
          <span className="services-was-figure">, since </span>
          <Link className="link services-since" to={to} title={exactTime(change.atSec)}>
            {formatMinute(change.atSec, nowSec)}
          </Link>
        </>
      )}
    </span>
  );
}

/** `×5.7`, `÷2.8`, `faults`. */
function factorWords({ kind, before, since }: Change): string {
  if (kind === "failing") return "faults";
  if (kind === "mended") return "mended";
  const [least, most] = [before.p95Sec, since.p95Sec].toSorted((a, b) => a - b);
  const factor = (most ?? 0) / Math.max(1e-6, least ?? 0);
  return `${kind === "slower" ? "×" : "÷"}${factor < 9.95 ? factor.toFixed(1) : factor.toFixed(0)}`;
}

function wasWords({ kind, before }: Change): string {
  return kind === "slower" || kind === "faster"
    ? `was ${formatDuration(before.p95Sec)}`
    : `were ${formatShare(faultShare(before))}`;
}
