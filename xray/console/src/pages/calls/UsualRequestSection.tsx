import { useMemo } from "react";
import { Link } from "react-router";
import type { CallRow } from "../../calls/call-rows.ts";
import { findUsualRequest } from "../../calls/usual-request.ts";
import { formatCount, formatDuration, formatTime } from "../../lib/format.ts";
import { tracePath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { assembleTraceTree } from "../../trace-model/trace-tree.ts";
import { useTrace } from "../trace/state/use-trace.ts";

const WIDTH = 376;
/** Shorter calls could not be seen. */
const LEAST_WIDTH = 1.5;

/** The calls of the row in one usual request, drawn on its time. */
export function UsualRequestSection({ row, scope, nowSec }: { row: CallRow; scope: Scope; nowSec: number }) {
  const { traceId, startSec } = row.figures.examples.usual;
  const { trace } = useTrace(traceId);
  const request = useMemo(
    () => (trace?.id === traceId ? findUsualRequest(assembleTraceTree(trace.documents), row) : undefined),
    [trace, traceId, row],
  );
  return (
    <section className="side-section calls-usual">
      <h2>
        In a usual request
        <span>{formatTime(startSec, nowSec)}</span>
        <Link to={tracePath(traceId, scope)}>Open the trace</Link>
      </h2>
      {request === undefined ? (
        <p className="section-quiet">{trace === null ? "Its trace is not kept any more." : ""}</p>
      ) : (
        <Drawing row={row} request={request} />
      )}
    </section>
  );
}

function Drawing({
  row,
  request: { lengthMs, calls, spanMs, isInARow },
}: {
  row: CallRow;
  request: NonNullable<ReturnType<typeof findUsualRequest>>;
}) {
  const toX = (ms: number) => (ms / Math.max(lengthMs, 1e-6)) * WIDTH;
  const how =
    calls.length === 1
      ? formatDuration(spanMs / 1000)
      : `${formatCount(calls.length)} times ${isInARow ? "one after another" : "at a time"}, ${formatDuration(spanMs / 1000)}`;
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} 26`} preserveAspectRatio="none" aria-hidden="true">
        <rect className="calls-request" y="1" width={WIDTH} height="9" />
        {calls.map(({ startMs, endMs }) => (
          <rect
            key={`${startMs} ${endMs}`}
            className={`calls-fill-${row.kind}`}
            x={toX(startMs)}
            y="15"
            width={Math.max(LEAST_WIDTH, toX(endMs) - toX(startMs) - 0.5)}
            height="9"
          />
        ))}
      </svg>
      <figcaption>
        <span aria-hidden="true">0</span>
        <span>{how}</span>
        <span>{formatDuration(lengthMs / 1000)}</span>
      </figcaption>
    </figure>
  );
}
