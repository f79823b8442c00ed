import { useRef, useState } from "react";
import { useDelayed } from "shared-ui/use-delayed.ts";
import "../answers/answer.css";
import { useWalkKeys } from "../answers/use-walk-keys.ts";
import { useInsight, useInsights } from "../api/use-insights.ts";
import type { InsightSummary } from "../api/operations.ts";
import {
  insightsExtent,
  insightsVerdict,
  isActive,
  readInsightsView,
  sortInsights,
} from "../insights/insight-rows.ts";
import type { InsightState } from "../insights/insight-rows.ts";
import { formatCount, formatMinute } from "../lib/format.ts";
import { useKeys } from "../ui/use-keys.ts";
import { MEDIUM, useMedia } from "../ui/use-media.ts";
import { useNowSec } from "../ui/use-now.ts";
import { SideSheet } from "../ui/overlays/SideSheet.tsx";
import { useAddress } from "../use-address.ts";
import { useScope } from "../use-scope.ts";
import { ErrorTabs } from "./errors/ErrorTabs.tsx";
import { ImpactGraph } from "./insights/ImpactGraph.tsx";
import { InsightSide } from "./insights/InsightSide.tsx";
import { InsightTable } from "./insights/InsightTable.tsx";
import { WatchedGroups } from "./insights/WatchedGroups.tsx";
import { FailedView, LoadingView } from "./ViewNotice.tsx";
import "../ui/page.css";
import "./errors/errors-page.css";
import "./insights/insights-page.css";

/** Loading shows only when it takes longer. */
const LOADING_AFTER_MS = 200;
const CLOCK_STEP_SEC = 30;
/** The range of the console is mostly shorter than what is worth knowing here. */
const RANGE_SEC = 24 * 3600;

const STATES = ["active", "closed"] as const;

/** Since when do requests fail more than usual, how many clients see it, and where does it begin? */
export function InsightsPage() {
  const scope = useScope();
  const { query, change } = useAddress();
  const view = readInsightsView(query);
  const nowSec = useNowSec(CLOCK_STEP_SEC);
  const { groups, insights, error, retry } = useInsights(RANGE_SEC);
  const isSlow = useDelayed(insights === undefined && error === null, LOADING_AFTER_MS);
  const main = useRef<HTMLElement>(null);
  const isSheet = useMedia(MEDIUM);
  const [isOpen, setOpen] = useState(false);
  const put = (values: Parameters<typeof change>[0]) => change(values, { replace: true });
  const choose = (state: InsightState) => put({ state: view.state === state ? undefined : state });
  useWalkKeys(main);
  useKeys({
    1: () => choose("active"),
    2: () => choose("closed"),
    Escape: () => (view.state === undefined ? false : put({ state: undefined })),
  });
  const all = insights ?? [];
  const shown = sortInsights(all.filter((each) => inState(each, view.state)));
  const selected = shown.find(({ InsightId }) => InsightId === view.id) ?? shown[0];
  const told = useInsight(selected);
  const isWatched = groups?.some((group) => group.InsightsConfiguration?.InsightsEnabled === true) ?? false;
  return (
    <main className="answer insights" ref={main}>
      <title>Insights · X-Ray local</title>
      <div className="answer-tool errors-tool">
        <ErrorTabs here="insights" scope={scope} count={insights?.length} />
        <div className="errors-chips" role="group" aria-label="Which">
          {STATES.map((state) => (
            <button
              key={state}
              type="button"
              className="errors-chip"
              aria-pressed={view.state === state}
              onClick={() => choose(state)}
            >
              {state === "active" ? "Active" : "Closed"}{" "}
              <b>{formatCount(all.filter((each) => inState(each, state)).length)}</b>
            </button>
          ))}
        </div>
        <span className="grow" />
        <span className="answer-wide">Faults beyond what the last hours foretell, in the last 24 h.</span>
      </div>
      {error === null ? null : <FailedView error={error} onRetry={retry} />}
      {isSlow ? <LoadingView what="Looking for insights" /> : null}
      {insights === undefined || error !== null ? (
        <h1 className="visually-hidden">Insights</h1>
      ) : (
        <header className="answer-verdict">
          <h1>
            {isWatched
              ? insights.length === 0
                ? "Nothing failed more than usual in the last 24 h."
                : insightsVerdict(insights, (sec) => formatMinute(sec, nowSec))
              : "No group is watched."}
          </h1>{" "}
          <p>
            {isWatched
              ? insightsExtent(insights)
              : "Switch one on: its faults are then compared with what is usual for it."}
          </p>
        </header>
      )}
      {groups === undefined || error !== null ? null : (
        <div className="insights-body">
          <div className="answer-scroll insights-scroll">
            {selected === undefined ? null : (
              <ImpactGraph insight={selected} services={told.services} scope={scope} />
            )}
            {shown.length === 0 ? null : (
              <InsightTable
                insights={shown}
                selected={selected?.InsightId ?? ""}
                rangeSec={RANGE_SEC}
                nowSec={nowSec}
                onSelect={(id) => {
                  put({ id });
                  setOpen(true);
                }}
              />
            )}
            {shown.length === 0 || isSheet ? <WatchedGroups groups={groups} scope={scope} /> : null}
          </div>
          {selected === undefined ? null : (
            <SideSheet isSheet={isSheet} isOpen={isOpen} label="The insight" onClose={() => setOpen(false)}>
              <InsightSide insight={selected} events={told.events} scope={scope} nowSec={nowSec} />
              {isSheet ? null : <WatchedGroups groups={groups} scope={scope} />}
            </SideSheet>
          )}
        </div>
      )}
    </main>
  );
}

function inState(insight: InsightSummary, state: InsightState | undefined): boolean {
  return state === undefined || isActive(insight) === (state === "active");
}
