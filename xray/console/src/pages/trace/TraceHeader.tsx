import { Link, useSearchParams } from "react-router";
import type { Outcome } from "../../lib/outcome.ts";
import { formatDuration, ordinalWords } from "../../lib/format.ts";
import { comparePath, readTraceView, tracePath } from "../../links.ts";
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
import { TraceMenu } from "./TraceMenu.tsx";
import type { Neighbours } from "./state/use-neighbours.ts";
import type { Slowness } from "./state/use-slowness.ts";
import type { LoadedTrace } from "./state/use-trace.ts";

/** What was asked, how it ended, how long it took; and the way to its neighbours in the list. */
export function TraceHeader({
  id,
  trace,
  tree,
  scope,
  filter,
  listPath,
  neighbours,
  slowness,
}: {
  id: string;
  trace: LoadedTrace | undefined;
  tree: TraceTree | undefined;
  scope: Scope;
  filter: string;
  /** The list that the trace was opened from. */
  listPath: string;
  neighbours: Neighbours | undefined;
  slowness: Slowness | undefined;
}) {
  const [query] = useSearchParams();
  const { tab } = readTraceView(query);
  const usual = tree && usualTrace(tree, id, neighbours?.summaries ?? []);
  return (
    <div className="view-head">
      <Link className="ctl ctl-square" to={listPath} aria-label="Back to the list">
        <Icon name="chevron-left" />
      </Link>
      {tree?.main ? <Facts tree={tree} /> : null}
      <code className="view-id">{id}</code>
      <CopyButton text={id} label="Copy the trace id" />
      <span className="grow" />
      {neighbours ? (
        <NeighbourLinks
          neighbours={neighbours}
          slowness={slowness}
          hrefOf={(other) => tracePath(other, scope, { filter, tab })}
        />
      ) : null}
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
      <CopyButton
        text={globalThis.location.href}
        label="Copy a link to this view"
        className="ctl ctl-square view-head-narrow"
      />
      {trace ? (
        <TraceMenu
          trace={trace}
          usualId={usual?.Id}
          slowness={slowness}
          scope={scope}
          filter={filter}
          tab={tab}
        />
      ) : null}
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
  slowness,
  hrefOf,
}: {
  neighbours: Neighbours;
  slowness: Slowness | undefined;
  hrefOf: (id: string) => string;
}) {
  const { position, count, newer, older } = neighbours;
  const rank = slowness?.rank ?? 0;
  return (
    <>
      <span className="view-position" title={rank > 0 ? rankWords(rank) : undefined}>
        {position} of {count}
      </span>
      <NeighbourLink href={newer && hrefOf(newer)} label="Newer trace" icon="chevron-up" />
      <NeighbourLink href={older && hrefOf(older)} label="Older trace" icon="chevron-down" />
    </>
  );
}

/** By response time, in the list. */
function rankWords(rank: number): string {
  return rank === 1 ? "The slowest of the list" : `The ${ordinalWords(rank)} slowest of the list`;
}

function NeighbourLink({
  href,
  label,
  icon,
}: {
  href: string | undefined;
  label: string;
  icon: "chevron-up" | "chevron-down";
}) {
  if (href === undefined) {
    return (
      <button type="button" className="ctl ctl-square" aria-label={label} disabled>
        <Icon name={icon} />
      </button>
    );
  }
  return (
    <Link className="ctl ctl-square" to={href} aria-label={label}>
      <Icon name={icon} />
    </Link>
  );
}
