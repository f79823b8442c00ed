import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { ApiTrace } from "xray-local/protocol/api-types.ts";
import { describeError } from "../api/api-error.ts";
import { callXray } from "../api/xray-client.ts";
import { matchRows } from "../compare/match-rows.ts";
import type { ComparedRow, ComparedSide } from "../compare/match-rows.ts";
import { formatDifference, formatDuration } from "../lib/format.ts";
import { comparePath, tracePath } from "../links.ts";
import { useListPath } from "./use-list-path.ts";
import { parseDocuments } from "../trace-model/parse-documents.ts";
import { toTimelineRows } from "../timeline/timeline-rows.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";
import type { TraceTree } from "../trace-model/step.ts";
import { Clock } from "../ui/Clock.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNowSec } from "../ui/use-now.ts";
import { useKeys } from "../ui/use-keys.ts";
import { useScope } from "../use-scope.ts";
import "./compare/compare-page.css";

/** Two traces, step by step: why did this one differ? */
export function ComparePage() {
  const { a = "", b = "" } = useParams();
  const scope = useScope();
  const navigate = useNavigate();
  const listPath = useListPath(scope);
  useKeys({ Escape: () => void navigate(listPath) });
  const { data, error, isPending } = useQuery({
    queryKey: ["compare", a, b],
    queryFn: ({ signal }) => callXray("/Traces", { TraceIds: a === b ? [a] : [a, b] }, signal),
  });
  const trees = useMemo(() => {
    const find = (id: string) => data?.Traces?.find((trace) => trace.Id === id);
    return { a: toTree(find(a)), b: toTree(find(b)) };
  }, [data, a, b]);
  if (isPending) {
    return (
      <main className="page-notice">
        <title>Compare · X-Ray local</title>
      </main>
    );
  }
  if (error !== null) {
    const { title, detail } = describeError(error);
    return <CompareNotice title={title} detail={detail} />;
  }
  if (trees.a === undefined || trees.b === undefined) {
    const missing = trees.a === undefined ? a : b;
    return (
      <CompareNotice
        title={`No trace ${missing}`}
        detail="It was never received, or has been let go since."
      />
    );
  }
  return (
    <main className="compare">
      <title>Compare · X-Ray local</title>
      <header className="compare-tool">
        <Link className="ctl ctl-square" to={listPath} aria-label="Back to the traces">
          <Icon name="chevron-left" />
        </Link>
        <h1>Two traces, step by step</h1>
        <span className="grow" />
        <Link className="ctl" to={comparePath(b, a, scope)}>
          Swap
        </Link>
      </header>
      <CompareTable a={trees.a} b={trees.b} aHref={tracePath(a, scope)} bHref={tracePath(b, scope)} />
    </main>
  );
}

function toTree(trace: ApiTrace | undefined): TraceTree | undefined {
  return trace === undefined ? undefined : assembleTraceTree(parseDocuments(trace));
}

function CompareTable({ a, b, aHref, bHref }: { a: TraceTree; b: TraceTree; aHref: string; bHref: string }) {
  const nowSec = useNowSec();
  const rows = useMemo(() => matchRows(toTimelineRows(a), toTimelineRows(b)), [a, b]);
  const longestMs = Math.max(
    0.001,
    ...rows.flatMap((row) => [row.a?.durationMs ?? 0, row.b?.durationMs ?? 0]),
  );
  return (
    <table className="plain-table compare-table">
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">A above B</th>
          <th scope="col" className="numeric">
            <Link className="link" to={aHref}>
              A
            </Link>{" "}
            <Clock sec={a.startSec} nowSec={nowSec} />
          </th>
          <th scope="col" className="numeric">
            <Link className="link" to={bHref}>
              B
            </Link>{" "}
            <Clock sec={b.startSec} nowSec={nowSec} />
          </th>
          <th scope="col" className="numeric">
            A − B
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={row.explains ? "compare-explains" : ""}>
            <td>
              <span className="compare-step" style={{ paddingLeft: row.depth * 14 }}>
                <b>{row.name}</b> {row.detail} {countWords(row)}
              </span>
            </td>
            <td>
              <Bars row={row} longestMs={longestMs} />
            </td>
            <td className="numeric">{sideWords(row.a)}</td>
            <td className="numeric">{sideWords(row.b)}</td>
            <td className="numeric compare-difference">{formatDifference(row.differenceMs / 1000)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function countWords({ a, b }: ComparedRow): string {
  const [first, second] = [a?.count ?? 0, b?.count ?? 0];
  if (Math.max(first, second) < 2) return "";
  return first === second || first === 0 || second === 0
    ? `×${Math.max(first, second)}`
    : `×${first}, ×${second}`;
}

function sideWords(side: ComparedSide | undefined): string {
  return side === undefined ? "not there" : formatDuration(side.durationMs / 1000);
}

function Bars({ row, longestMs }: { row: ComparedRow; longestMs: number }) {
  const { a, b } = row;
  return (
    <svg className="compare-bars" width="100%" height="17" aria-hidden="true">
      {a === undefined ? null : <Bar row={row} side={a} longestMs={longestMs} y={0} height={9} />}
      {b === undefined ? null : <Bar row={row} side={b} longestMs={longestMs} y={11} height={6} />}
    </svg>
  );
}

function Bar({
  row,
  side,
  longestMs,
  y,
  height,
}: {
  row: ComparedRow;
  side: ComparedSide;
  longestMs: number;
  y: number;
  height: number;
}) {
  const hue = `var(--${side.outcome === "ok" ? row.place : side.outcome})`;
  const width = `${Math.max(0.2, (side.durationMs / longestMs) * 100)}%`;
  if (row.wait) {
    return <rect width={width} y={y + 0.5} height={height - 1} fill={hue} fillOpacity=".14" stroke={hue} />;
  }
  return <rect width={width} y={y} height={height} fill={hue} fillOpacity={y === 0 ? 1 : 0.55} />;
}

function CompareNotice({ title, detail }: { title: string; detail: string }) {
  const listPath = useListPath(useScope());
  return (
    <main className="page-notice">
      <title>Compare · X-Ray local</title>
      <div className="notice">
        <h2>{title}</h2>
        <p>
          {detail}{" "}
          <Link className="link" to={listPath}>
            Back to the traces
          </Link>
        </p>
      </div>
    </main>
  );
}
