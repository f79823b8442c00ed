import { Link } from "react-router";
import type { Outcome } from "../../lib/outcome.ts";
import { formatDuration } from "../../lib/format.ts";
import { comparePath, tracePath, tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import type { TraceTree } from "../../trace-model/step.ts";
import { Clock } from "../../ui/Clock.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Duration } from "../../ui/Figure.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { useNowSec } from "../../ui/use-now.ts";
import { usualTrace } from "./usual-trace.ts";
import { traceTitle } from "./trace-title.ts";
import type { Neighbours } from "./state/use-neighbours.ts";

/** What was asked, how it ended, how long it took; and the way to its neighbours in the list. */
export function TraceHeader({
  id,
  tree,
  scope,
  filter,
  neighbours,
}: {
  id: string;
  tree: TraceTree | undefined;
  scope: Scope;
  filter: string;
  neighbours: Neighbours | undefined;
}) {
  const usual = tree && usualTrace(tree, id, neighbours?.summaries ?? []);
  return (
    <div className="view-head">
      <Link className="ctl ctl-square" to={tracesPath(scope, { filter })} aria-label="Back to the list">
        <Icon name="chevron-left" />
      </Link>
      {tree?.main ? <Facts tree={tree} /> : null}
      <code className="view-id">{id}</code>
      <CopyButton text={id} label="Copy the trace id" />
      <span className="grow" />
      {neighbours ? <NeighbourLinks neighbours={neighbours} scope={scope} filter={filter} /> : null}
      {usual === undefined ? null : (
        <Link
          className="ctl view-head-wide"
          to={comparePath(id, usual.Id, scope)}
          title={`With a usual request of this URL, ${formatDuration(usual.ResponseTime ?? 0)}`}
        >
          <Icon name="compare" />
          Compare
        </Link>
      )}
      <CopyButton text={globalThis.location.href} words="Copy link" className="ctl view-head-wide" />
    </div>
  );
}

function Facts({ tree }: { tree: TraceTree }) {
  const nowSec = useNowSec();
  const { text, query, status } = traceTitle(tree);
  const outcome = tree.main?.outcome ?? "ok";
  return (
    <>
      <h1 className="view-title" title={text + query}>
        {text}
        <span>{query}</span>
      </h1>
      <Status status={status} outcome={outcome} />
      <span className="view-total">
        {tree.main?.inProgress ? "in progress" : <Duration sec={tree.responseMs / 1000} />}
      </span>
      <span className="view-when">
        <Clock sec={tree.startSec} nowSec={nowSec} />
      </span>
    </>
  );
}

function Status({ status, outcome }: { status: number | undefined; outcome: Outcome }) {
  if (status === undefined && outcome === "ok") return null;
  return (
    <span className={`view-status view-status-${outcome}`}>
      {outcome === "ok" ? null : <OutcomeMark outcome={outcome} />}
      {status ?? outcome}
    </span>
  );
}

function NeighbourLinks({
  neighbours,
  scope,
  filter,
}: {
  neighbours: Neighbours;
  scope: Scope;
  filter: string;
}) {
  const { position, count, newer, older } = neighbours;
  return (
    <>
      <span className="view-position">
        {position} of {count}
      </span>
      <NeighbourLink id={newer} label="Newer trace" icon="chevron-up" scope={scope} filter={filter} />
      <NeighbourLink id={older} label="Older trace" icon="chevron-down" scope={scope} filter={filter} />
    </>
  );
}

function NeighbourLink({
  id,
  label,
  icon,
  scope,
  filter,
}: {
  id: string | undefined;
  label: string;
  icon: "chevron-up" | "chevron-down";
  scope: Scope;
  filter: string;
}) {
  if (id === undefined) {
    return (
      <button type="button" className="ctl ctl-square" aria-label={label} disabled>
        <Icon name={icon} />
      </button>
    );
  }
  return (
    <Link className="ctl ctl-square" to={tracePath(id, scope, { filter })} aria-label={label}>
      <Icon name={icon} />
    </Link>
  );
}
