import { Link } from "react-router";
import type { GroupFigures } from "xray-local/console-wire/figures.ts";
import { formatDuration, formatMinute, formatShare } from "../../lib/format.ts";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { faultShare } from "./change.ts";
import type { Change } from "./change.ts";
import type { Cause } from "./find-causes.ts";
import { OriginSentence } from "./OriginSentence.tsx";
import { nameOfRow } from "./service-rows.ts";
import type { FigureRow } from "./service-rows.ts";

/** What does not fit is in the table. */
const MOST_FINDINGS = 3;
const NAMED = 2;

/** What got worse by itself, worst first; the whole row is the link. */
export function Findings({
  causes,
  nowSec,
  originsOf,
  toLink,
}: {
  causes: readonly Cause[];
  nowSec: number;
  /** Of the failed calls of a row, by the node that was called; undefined until they are added up. */
  originsOf: (row: FigureRow) => readonly GroupFigures[] | undefined;
  toLink: (row: FigureRow, change: Change) => { to: string; words: string };
}) {
  if (causes.length === 0) return null;
  return (
    <ul className="answer-findings" aria-label="Findings">
      {causes.slice(0, MOST_FINDINGS).map(({ row, change, consequences, version }) => {
        const { to, words } = toLink(row, change);
        const origins = change.kind === "failing" ? originsOf(row) : undefined;
        return (
          <li key={`${row.key} ${change.kind}`}>
            <Link to={to} data-finding="">
              <FindingMark kind={change.kind} />
              <span className="answer-finding">
                <b>{nameOfRow(row)}</b>
                {row.url === "" && row.method === "" ? ": " : ` of ${row.service}: `}
                <WorseWords change={change} version={version} nowSec={nowSec} />
                {origins === undefined ? null : (
                  <OriginSentence faults={change.since.outcomes.fault} targets={origins} />
                )}
                {consequences.length === 0 ? "" : ` ${consequenceWords(consequences, change.kind)}`}
              </span>
              <span className="answer-go">{words}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

export function FindingMark({ kind }: { kind: Change["kind"] }) {
  if (kind === "failing") return <OutcomeMark outcome="fault" label="" />;
  return (
    <svg className="icon" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2 11.500h6V4.500h6" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}

/** `p95 684 ms, was 120 ms until 14:18, when version 2.4.1 first answered.` */
function WorseWords({
  change: { kind, before, since, atSec },
  version,
  nowSec,
}: {
  change: Change;
  version: string | undefined;
  nowSec: number;
}) {
  const until = atSec === undefined ? "before" : "until ";
  return (
    <>
      {kind === "failing" ? (
        <>
          <b>{formatShare(faultShare(since))} faults</b>, were {formatShare(faultShare(before))} {until}
        </>
      ) : (
        <>
          p95 <b>{formatDuration(since.p95Sec)}</b>, was {formatDuration(before.p95Sec)} {until}
        </>
      )}
      {atSec === undefined ? null : <b>{formatMinute(atSec, nowSec)}</b>}
      {version === undefined ? "." : `, when version ${version} first answered.`}
    </>
  );
}

/** `GET /checkout of shop-web waits for it.` */
function consequenceWords(rows: readonly FigureRow[], kind: Change["kind"]): string {
  const verb = kind === "failing" ? ["fails with it", "fail with it"] : ["waits for it", "wait for it"];
  const names = rows.slice(0, NAMED).map((row) => `${nameOfRow(row)} of ${row.service}`);
  const more = rows.length - names.length;
  const subjects = more > 0 ? [...names, `${more} more`] : names;
  return `${subjects.join(" and ")} ${verb[rows.length === 1 ? 0 : 1] ?? ""}.`;
}
