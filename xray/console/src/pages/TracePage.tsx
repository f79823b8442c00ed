import { useEffect, useMemo } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { rememberTrace } from "../last-list.ts";
import { useScope } from "../use-scope.ts";
import { useDelayed } from "shared-ui/use-delayed.ts";
import { TraceHeader } from "./trace/TraceHeader.tsx";
import { UnknownTrace } from "./trace/TraceNotice.tsx";
import { FailedView, LoadingView } from "./ViewNotice.tsx";
import { TraceView } from "./trace/TraceView.tsx";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";
import { traceTitle } from "./trace/trace-title.ts";
import { useListPath } from "./use-list-path.ts";
import { useSlowness } from "./trace/state/use-slowness.ts";
import { useNeighbours } from "./trace/state/use-neighbours.ts";
import { useTrace } from "./trace/state/use-trace.ts";
import "./trace/trace-page.css";

/** Loading shows only when it takes longer. */
const LOADING_AFTER_MS = 200;

/** One trace: where its time went, what stands out, every step, and all that is known of a step. */
export function TracePage() {
  const { traceId = "" } = useParams();
  const [query] = useSearchParams();
  const scope = useScope();
  const filter = query.get("filter") ?? "";
  const navigate = useNavigate();
  const listPath = useListPath(scope, filter);
  const leave = () => void navigate(listPath);
  useEffect(() => rememberTrace(traceId), [traceId]);
  const { trace, error, retry } = useTrace(traceId);
  const neighbours = useNeighbours(traceId, scope, filter);
  const tree = useMemo(() => (trace ? assembleTraceTree(trace.documents) : undefined), [trace]);
  const slowness = useSlowness(tree, scope, filter);
  const isOther = trace !== null && trace !== undefined && trace.id !== traceId;
  const isSlow = useDelayed((trace === undefined || isOther) && error === null, LOADING_AFTER_MS);
  return (
    <main className="view-page">
      <title>{`${tree && !isOther ? traceTitle(tree).text : traceId} · X-Ray local`}</title>
      {tree?.main && !isOther ? null : <h1 className="visually-hidden">Trace {traceId}</h1>}
      <TraceHeader
        id={traceId}
        trace={isOther ? undefined : (trace ?? undefined)}
        tree={isOther ? undefined : tree}
        scope={scope}
        filter={filter}
        listPath={listPath}
        neighbours={neighbours}
        slowness={slowness}
      />
      {error !== null && (trace === undefined || isOther) ? (
        <FailedView error={error} onRetry={retry} />
      ) : null}
      {trace === undefined && isSlow ? <LoadingView what="Loading the trace" /> : null}
      {trace === null || (tree && !tree.main) ? (
        <UnknownTrace id={traceId} scope={scope} filter={filter} />
      ) : null}
      {trace && tree?.main && !(isOther && error !== null) ? (
        <TraceView
          trace={trace}
          tree={tree}
          isStale={isOther && isSlow}
          scope={scope}
          filter={filter}
          neighbours={neighbours}
          nextSlowest={slowness?.next?.id}
          leave={leave}
        />
      ) : null}
    </main>
  );
}
