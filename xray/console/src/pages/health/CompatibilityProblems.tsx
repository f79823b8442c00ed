import { Link } from "react-router";
import type {
  CompatibilityKind,
  CompatibilityReport,
  CompatibilityProblem,
} from "xray-local/console-wire/server-status.ts";
import { formatCount, formatCounted } from "../../lib/format.ts";
import { tracePath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { ReasonTable } from "./ReasonTable.tsx";
import type { Reason } from "./ReasonTable.tsx";

const TITLES: Readonly<Record<CompatibilityKind, string>> = {
  TraceTooLarge: "too large",
  MemberLeftOut: "member left out",
  AnnotationLeftOut: "annotation not indexed",
  NeverClosed: "never closed",
  ParentMissing: "parent missing",
  NotFlagged: "failure not flagged",
  NoNamespace: "no namespace",
  SqlMissing: "database without sql",
  ClockOff: "clock off",
};

/** What was ingested here but would fail, or be shown wrongly, on AWS. */
export function CompatibilityProblems({
  report,
  scope,
  shown,
  onShow,
}: {
  report: CompatibilityReport | undefined;
  scope: Scope;
  shown: string;
  onShow: (kind: string) => void;
}) {
  return (
    <section className="section">
      <h2>
        AWS compatibility <span>{report === undefined ? "" : scannedWords(report)}</span>
      </h2>
      {report === undefined ? null : report.problems.length === 0 ? (
        <p className="section-quiet">
          {report.scanned === 0 ? "No trace in this range." : "Nothing was found."}
        </p>
      ) : (
        <ReasonTable
          caption="AWS compatibility"
          reasons={report.problems.map((problem) => toReason(problem, scope))}
          shown={shown}
          onShow={onShow}
        />
      )}
    </section>
  );
}

function scannedWords({ scanned, more }: CompatibilityReport): string {
  if (more) return `in ${formatCounted(scanned, "trace")} of the range, the others are being looked at`;
  return `in the ${formatCounted(scanned, "trace")} of the range`;
}

function toReason({ kind, count, traces, remedy, examples }: CompatibilityProblem, scope: Scope): Reason {
  return {
    key: kind,
    outcome: "error",
    title: TITLES[kind],
    count,
    where: (
      <>
        {examples[0]?.where}
        {traces > 1 ? <span className="plain-quiet">, {formatCount(traces)} traces</span> : null}
      </>
    ),
    remedy,
    detail: (
      <ul className="health-examples">
        {examples.map(({ traceId, entityId, where }) => (
          <li key={`${traceId} ${entityId ?? ""} ${where}`}>
            <Link
              className="link"
              to={tracePath(traceId, scope, entityId === undefined ? {} : { row: entityId })}
            >
              {where}
            </Link>
            <code>{traceId}</code>
          </li>
        ))}
      </ul>
    ),
  };
}
