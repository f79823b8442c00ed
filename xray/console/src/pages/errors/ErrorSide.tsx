import { Link } from "react-router";
import type { ErrorKind } from "../../errors/error-kinds.ts";
import { kindFilter } from "../../errors/kind-filter.ts";
import { findWayUp } from "../../errors/way-up.ts";
import type { WayUp } from "../../errors/way-up.ts";
import { FilterPaint } from "../../filter-box/FilterPaint.tsx";
import { formatCount, formatTime } from "../../lib/format.ts";
import { tracePath, tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { assembleTraceTree } from "../../trace-model/trace-tree.ts";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { Stack } from "../trace/details/Stack.tsx";
import { useTrace } from "../../pages/trace/state/use-trace.ts";
import { WhatTheyShare } from "./WhatTheyShare.tsx";

/** One kind: how it goes up, its newest stack, what its traces share, and where they are. */
export function ErrorSide({ kind, scope, nowSec }: { kind: ErrorKind; scope: Scope; nowSec: number }) {
  const { newest, type, outcome, count, sameWay } = kind;
  const { trace, error } = useTrace(newest.traceId);
  const found =
    trace === undefined || trace === null || trace.id !== newest.traceId
      ? undefined
      : findWayUp(assembleTraceTree(trace.documents), kind);
  const filter = kindFilter(kind);
  return (
    <>
      <section className="side-section errors-head">
        <h2 className={`errors-head-${outcome}`}>
          <OutcomeMark outcome={outcome} label="" />
          {type}
        </h2>
        <p>{found?.exception.message ?? kind.message}</p>
      </section>
      <section className="side-section">
        <h2>
          The way up{" "}
          <span>
            {sameWay === count
              ? count === 1
                ? ""
                : `the same in all ${formatCount(count)}`
              : `the same in ${formatCount(sameWay)} of ${formatCount(count)}`}
          </span>
        </h2>
        {found === undefined ? (
          <p className="errors-quiet">
            {error === null && trace === undefined
              ? "Loading the newest trace"
              : "The newest trace is not kept any more."}
          </p>
        ) : (
          <Stations wayUp={found} />
        )}
      </section>
      <section className="side-section">
        <h2>
          Newest <span>{formatTime(newest.startSec, nowSec)}</span>
          <Link
            className="link errors-go"
            to={tracePath(newest.traceId, scope, found && { row: found.step.id })}
          >
            Open the trace
          </Link>
        </h2>
        {found === undefined ? null : (found.exception.stack ?? []).length === 0 ? (
          <p className="errors-quiet">It was recorded without a stack.</p>
        ) : (
          <Stack stack={found.exception.stack ?? []} />
        )}
      </section>
      <WhatTheyShare kind={kind} scope={scope} />
      <section className="side-section">
        {filter === undefined ? (
          <p className="errors-quiet">
            No filter finds it: it was handled, and so is no root cause of a response.
          </p>
        ) : (
          <>
            <Link className="ctl ctl-primary" to={tracesPath(scope, { filter })}>
              View its traces
            </Link>
            <p className="errors-filter">
              <FilterPaint text={filter} />
            </p>
          </>
        )}
      </section>
    </>
  );
}

/** A cross where it began, rings where it only passed. */
function Stations({ wayUp: { stations } }: { wayUp: WayUp }) {
  return (
    <ol className="errors-stations">
      {stations.map(({ id, name, words, outcome, isFirst }) => (
        <li key={id} className={`errors-station-${outcome}`}>
          {isFirst ? <OutcomeMark outcome={outcome} label="" /> : <Ring />}
          <b>{name}</b>
          <span>{words}</span>
        </li>
      ))}
    </ol>
  );
}

function Ring() {
  return (
    <svg className="errors-ring" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="3.4" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
