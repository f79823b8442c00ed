import { Link } from "react-router";
import { exactTime, formatDuration, formatMinute, formatShare } from "../../lib/format.ts";
import { faultShare, isPace, listChanges } from "./change.ts";
import type { Change, Changes } from "./change.ts";

/** `×5.7 was 120 ms, since 14:18`, and below it what else changed: `faults were 0.2 %, since 14:26`. */
export function ChangeWords({
  changes,
  count,
  nowSec,
  toList,
}: {
  changes: Changes;
  count: number;
  nowSec: number;
  /** The list from a change on. */
  toList: (change: Change) => string;
}) {
  const told = listChanges(changes);
  if (told.length === 0) return <span className="services-quiet">{unchangedWords(changes, count)}</span>;
  return told.map((change) => (
    <span key={change.kind} className="services-was">
      <b>{factorWords(change)}</b> <span className="services-was-figure">{wasWords(change)}</span>
      {change.atSec === undefined ? (
        <span className="services-was-figure"> before</span>
      ) : (
        <>
          <span className="services-was-figure">, since </span>
          <Link className="link services-since" to={toList(change)} title={exactTime(change.atSec)}>
            {formatMinute(change.atSec, nowSec)}
          </Link>
        </>
      )}
    </span>
  ));
}

function unchangedWords({ note }: Changes, count: number): string {
  if (note === "few") return `too few to tell, ${count}`;
  return note === "new" ? "new, none before" : "as before";
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
  return isPace(kind) ? `was ${formatDuration(before.p95Sec)}` : `were ${formatShare(faultShare(before))}`;
}
