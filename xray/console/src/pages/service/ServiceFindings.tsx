import type { ReactNode } from "react";
import { Link } from "react-router";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import { formatCount, formatCounted, formatDuration, formatMinute, formatShare } from "../../lib/format.ts";
import { faultShare, isPace, listChanges } from "../services/change.ts";
import type { Change } from "../services/change.ts";
import { FindingMark } from "../services/Findings.tsx";
import { versionAt } from "../services/find-causes.ts";
import { OriginSentence } from "../services/OriginSentence.tsx";
import type { FigureRow } from "../services/service-rows.ts";
import { findGrowth } from "./explain-change.ts";
import type { Growth } from "./explain-change.ts";

/** What changed in it, the largest effect first, and why; the whole row is the link. */
export function ServiceFindings({
  row,
  requests,
  parts,
  calls,
  failedCalls,
  columnSec,
  nowSec,
  toLink,
}: {
  row: FigureRow;
  requests: SetFigures;
  parts: SetFigures | undefined;
  calls: SetFigures | undefined;
  failedCalls: SetFigures | undefined;
  columnSec: number;
  nowSec: number;
  toLink: (change: Change) => { to: string; words: string };
}) {
  const changes = listChanges(row.changes);
  if (changes.length === 0) return <p className="service-nothing">{nothingWords(row)}</p>;
  return (
    <ul className="answer-findings" aria-label="Findings">
      {changes.map((change) => {
        const { to, words } = toLink(change);
        const growth =
          change.kind === "slower" && parts !== undefined
            ? findGrowth(change, requests, parts, calls)
            : undefined;
        return (
          <li key={change.kind}>
            <Link to={to} data-finding="">
              <FindingMark kind={change.kind} />
              <span className="answer-finding">
                <ChangeSentence change={change} version={versionAt(row, change, columnSec)} nowSec={nowSec} />
                {growth === undefined ? null : <GrowthSentence growth={growth} />}
                {change.kind === "failing" && failedCalls !== undefined ? (
                  <OriginSentence
                    faults={change.since.outcomes.fault}
                    targets={failedCalls.groups[0]?.groups ?? []}
                  />
                ) : null}
              </span>
              <span className="answer-go">{words}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** `Nothing changed. 3,060 requests, p95 120 ms, no faults.` */
function nothingWords({ figures, changes }: FigureRow): string {
  const { count, p95Sec, outcomes } = figures;
  const what = `${formatCounted(count, "request")}, p95 ${formatDuration(p95Sec)}, ${
    outcomes.fault === 0 ? "no faults" : `${formatShare(faultShare(figures))} faults`
  }.`;
  if (changes.note === "few") return `Too few requests to tell what changed. ${what}`;
  return changes.note === "new" ? `It is new: there was none before. ${what}` : `Nothing changed. ${what}`;
}

/** `p95 684 ms, was 120 ms until 14:18, when version 2.4.1 first answered.` */
function ChangeSentence({
  change,
  version,
  nowSec,
}: {
  change: Change;
  version: string | undefined;
  nowSec: number;
}): ReactNode {
  const { kind, before, since, atSec } = change;
  const when = atSec === undefined ? "" : formatMinute(atSec, nowSec);
  const end = version === undefined ? "." : `, when version ${version} first answered.`;
  if (isPace(kind)) {
    return (
      <>
        <b>
          p95 {formatDuration(since.p95Sec)}, was {formatDuration(before.p95Sec)}
          {when === "" ? " before" : ` until ${when}`}
        </b>
        {end}
      </>
    );
  }
  return (
    <>
      <b>
        {formatShare(faultShare(since))} faults{when === "" ? "" : ` since ${when}`}, were{" "}
        {formatShare(faultShare(before))}
        {when === "" ? " before" : ""}
      </b>
      {end}
    </>
  );
}

/** `268 ms of the added 383 ms are select stock: 14.2 a request, was 1.` */
function GrowthSentence({ growth: { words, addedSec, ofSec, perRequest } }: { growth: Growth }) {
  return (
    <>
      {" "}
      <b>
        {formatDuration(addedSec)} of the added {formatDuration(ofSec)}
      </b>{" "}
      {words === "" ? "it took itself" : "are "}
      <b>{words}</b>
      {perRequest === undefined
        ? "."
        : `: ${formatCalls(perRequest.since)} a request, was ${formatCalls(perRequest.before)}.`}
    </>
  );
}

/** `14.2`, `1`. */
export function formatCalls(count: number): string {
  return count >= 99.5 ? formatCount(count) : String(Number(count.toPrecision(count < 10 ? 2 : 3)));
}
