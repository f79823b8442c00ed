import type { ReactNode } from "react";
import { Link } from "react-router";
import { useQuery } from "@tanstack/react-query";
import { formatFilter } from "xray-local/filter/format-filter.ts";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import { describeError, ServerGoneError } from "../../api/api-error.ts";
import { RETRY_MS } from "../../api/trace-list/trace-list.ts";
import type { TraceList } from "../../api/trace-list/trace-list.ts";
import type { TraceListState } from "../../api/trace-list/trace-list-state.ts";
import { callXray } from "../../api/xray-client.ts";
import { withGroup } from "../../filter-box/effective-filter.ts";
import type { ReadFilter } from "../../filter-box/read-filter.ts";
import { describeRange } from "../../frame/RangeMenu.tsx";
import { formatCount, formatCounted, formatMinute, formatShare, formatTime } from "../../lib/format.ts";
import { boundsOf } from "../../lib/time-range.ts";
import { tracesPath } from "../../links.ts";
import { useDelayed } from "shared-ui/use-delayed.ts";
import { useScope } from "../../use-scope.ts";
import { FirstRun } from "./FirstRun.tsx";

/** Loading shows only when it takes longer. */
const LOADING_AFTER_MS = 200;

export interface TracesNoticeProps {
  state: TraceListState;
  list: TraceList;
  filter: ReadFilter;
  status: ServerStatus | undefined;
  empty: boolean;
  firstRun: boolean;
  nowSec: number;
  onFilter: (filter: string) => void;
}

/** Shown in place of rows, or above them: what is the case, a figure, and what to do. */
export function TracesNotice(props: TracesNoticeProps) {
  const { state, list, status, empty, firstRun } = props;
  const slow = useDelayed(state.phase === "loading", LOADING_AFTER_MS);
  // With rows on screen, the frame already says that the server is away.
  const goneOverRows = state.error instanceof ServerGoneError && state.traces.length > 0;
  if (state.phase === "failed" && !goneOverRows) return <Failed state={state} nowSec={props.nowSec} />;
  if (firstRun && status !== undefined) return <FirstRun status={status} />;
  if (slow) return <Searching state={state} list={list} status={status} />;
  if (!empty) return null;
  if (state.scanned === 0) return <EmptyRange {...props} />;
  return props.filter.text === "" ? <EmptyGroup {...props} /> : <NoMatch {...props} />;
}

function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="traces-notice" aria-live="polite">
      <div className="notice">
        <h2>{title}</h2>
        <p>{children}</p>
      </div>
    </div>
  );
}

function Failed({ state, nowSec }: { state: TraceListState; nowSec: number }) {
  const { title, detail } = describeError(state.error);
  const since =
    state.answeredAtMs === undefined
      ? ""
      : ` What is on screen is from ${formatTime(state.answeredAtMs / 1000, nowSec)}.`;
  if (!(state.error instanceof ServerGoneError)) return <Notice title={title}>{detail}</Notice>;
  return (
    <Notice title={title}>
      Trying again every {RETRY_MS / 1000} s.{since} Is <code>npm start</code> still running?
    </Notice>
  );
}

function Searching({
  state,
  list,
  status,
}: {
  state: TraceListState;
  list: TraceList;
  status: ServerStatus | undefined;
}) {
  const { scanned, found } = state.progress;
  const stored = status?.store.traces ?? 0;
  const share = stored > scanned ? `${formatShare(scanned / stored)} scanned, ` : "";
  const title = stored === 0 ? "Searching" : `Searching ${formatCounted(stored, "trace")}`;
  const words = (
    <>
      {share}
      {formatCount(found)} found so far.{" "}
      <button type="button" className="link" onClick={list.stop}>
        Stop
      </button>
    </>
  );
  if (state.traces.length === 0) return <Notice title={title}>{words}</Notice>;
  // Over the rows, so that it moves none.
  return (
    <div className="waiting waiting-paused" aria-live="polite">
      <b>{title}</b>
      <span>{words}</span>
    </div>
  );
}

function EmptyRange({ status, nowSec }: TracesNoticeProps) {
  const scope = useScope();
  const newestSec = status?.store.newestStartSec;
  const title = `No traces in ${describeRange(scope.range, nowSec).replace(/^Last /, "the last ")}`;
  if (newestSec === undefined) return <Notice title={title}>None are stored.</Notice>;
  const around = {
    kind: "between" as const,
    startSec: Math.floor(newestSec) - 1800,
    endSec: Math.floor(newestSec) + 1800,
  };
  return (
    <Notice title={title}>
      The newest is from {formatMinute(newestSec, nowSec)},{" "}
      {formatCounted(status?.store.traces ?? 0, "is stored", "are stored")}.{" "}
      <Link className="link" to={tracesPath({ ...scope, range: around })}>
        Show the hour around it
      </Link>
    </Notice>
  );
}

/** There are traces, but none of them is in the group. */
function EmptyGroup({ state }: TracesNoticeProps) {
  const scope = useScope();
  return (
    <Notice title={`No trace of ${formatCount(state.scanned)} is in the group ${scope.group}`}>
      <Link className="link" to={tracesPath({ ...scope, group: "" })}>
        Show all traces
      </Link>
    </Notice>
  );
}

/** Names the condition to blame: the last one without which traces match. */
function NoMatch({ filter, state, nowSec, onFilter }: TracesNoticeProps) {
  const scope = useScope();
  const { data } = useQuery({
    queryKey: ["without", filter.text, scope],
    queryFn: ({ signal }) => findWayOut(filter, scope.group, boundsOf(scope.range, nowSec), signal),
    staleTime: Infinity,
  });
  return (
    <Notice title={`No trace of ${formatCount(state.scanned)} matches`}>
      {data === undefined || data === null ? (
        <button type="button" className="link" onClick={() => onFilter("")}>
          Remove the filter
        </button>
      ) : (
        <>
          Without <code>{data.condition}</code> there {data.count === 1 ? "is" : "are"}{" "}
          {data.atLeast ? "at least " : ""}
          {formatCount(data.count)}.{" "}
          <button type="button" className="link" onClick={() => onFilter(data.rest)}>
            Remove it
          </button>
        </>
      )}
    </Notice>
  );
}

interface WayOut {
  condition: string;
  /** The filter without it. */
  rest: string;
  count: number;
  atLeast: boolean;
}

async function findWayOut(
  { text, expression }: ReadFilter,
  group: string,
  bounds: { startSec: number; endSec: number },
  signal: AbortSignal,
): Promise<WayOut | null> {
  if (expression === undefined) return null;
  const operands = expression.kind === "and" ? expression.operands : [expression];
  for (const operand of operands.toReversed()) {
    const others = operands.filter((other) => other !== operand);
    const rest = others.map((other) => text.slice(other.start, other.end)).join(" AND ");
    const within = withGroup(rest, group);
    const { TraceSummaries = [], NextToken } = await callXray(
      "/TraceSummaries",
      {
        StartTime: bounds.startSec,
        EndTime: bounds.endSec,
        ...(within === "" ? {} : { FilterExpression: within }),
      },
      signal,
    );
    if (TraceSummaries.length > 0) {
      return {
        condition: formatFilter(operand),
        rest,
        count: TraceSummaries.length,
        atLeast: NextToken != null,
      };
    }
  }
  return null;
}
