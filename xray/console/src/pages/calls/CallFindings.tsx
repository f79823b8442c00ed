import { Link } from "react-router";
import { callFilter } from "../../calls/call-filter.ts";
import type { CallFigures } from "../../calls/call-rows.ts";
import type { CallFinding } from "../../calls/calls-verdict.ts";
import { formatCount, formatDuration, formatMinute, formatShare } from "../../lib/format.ts";
import { tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { brushFrom } from "../services/worse-list.ts";

/** What does not fit is in the table. */
const MOST_FINDINGS = 3;

/** The whole row is the link. */
export function CallFindings({
  findings,
  figures,
  scope,
  nowSec,
}: {
  findings: readonly CallFinding[];
  figures: CallFigures;
  scope: Scope;
  nowSec: number;
}) {
  if (findings.length === 0) return null;
  return (
    <ul className="answer-findings" aria-label="Findings">
      {findings.slice(0, MOST_FINDINGS).map((finding) => (
        <li key={`${finding.kind} ${finding.row.id}`}>
          <Link to={linkOf(finding, figures, scope)} data-finding="">
            <FindingMark kind={finding.kind} />
            <span className="answer-finding">
              <FindingWords finding={finding} nowSec={nowSec} />
            </span>
            <span className="answer-go">
              {finding.kind === "slower" ? "Show since then" : "Show the requests"}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The list of traces that a finding is about. */
function linkOf(finding: CallFinding, { endSec }: CallFigures, scope: Scope): string {
  const { row } = finding;
  if (finding.kind === "throttled") return tracesPath(scope, { filter: callFilter(row, "throttle") });
  if (finding.kind === "failing") return tracesPath(scope, { filter: callFilter(row, "fault OR error") });
  const filter = callFilter(row);
  if (finding.kind === "repeated" || finding.change.atSec === undefined) return tracesPath(scope, { filter });
  return tracesPath(scope, { filter, brush: brushFrom(finding.change.atSec, endSec) });
}

function FindingWords({ finding, nowSec }: { finding: CallFinding; nowSec: number }) {
  const { row } = finding;
  if (finding.kind === "repeated") {
    const { asker } = finding;
    const { requests = 0, most = 0 } = asker.figures.repeats ?? {};
    return (
      <>
        <b>{row.words}</b> is called <b>{formatCount(Math.round(asker.perRequest))} times a request</b> by{" "}
        {asker.endpoint || row.caller.name}, at most {formatCount(most)} times, in {formatCount(requests)}{" "}
        requests.
      </>
    );
  }
  if (finding.kind === "throttled" || finding.kind === "failing") {
    const { retries = 0 } = row.figures.repeats ?? {};
    return (
      <>
        <b>{row.words}</b> {finding.kind === "throttled" ? "is throttled" : "fails"} in{" "}
        <b>{formatShare(finding.share)}</b> of {formatCount(row.figures.count)} calls of {row.caller.name}
        {retries === 0 ? "." : `, which tried ${formatCount(retries)} times again.`}
      </>
    );
  }
  const { since, before, atSec } = finding.change;
  return (
    <>
      <b>{row.words}</b> takes <b>{formatDuration(since.p95Sec)}</b> at p95, was{" "}
      {formatDuration(before.p95Sec)}{" "}
      {atSec === undefined ? "before." : `until ${formatMinute(atSec, nowSec)}.`}
    </>
  );
}

function FindingMark({ kind }: { kind: CallFinding["kind"] }) {
  if (kind === "throttled") return <OutcomeMark outcome="throttle" label="" />;
  if (kind === "failing") return <OutcomeMark outcome="fault" label="" />;
  return kind === "repeated" ? <RepeatMark /> : <SlowerMark />;
}

/** Three lines: the same again and again. */
export function RepeatMark() {
  return (
    <svg className="icon" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2 4.500h12M2 8h12M2 11.500h12" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}

function SlowerMark() {
  return (
    <svg className="icon" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2 11.500h6V4.500h6" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}
