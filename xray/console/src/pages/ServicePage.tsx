import { useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { useDelayed } from "shared-ui/use-delayed.ts";
import { useWalkKeys } from "../answers/use-walk-keys.ts";
import { addingWords } from "../api/use-figures.ts";
import { withGroup } from "../filter-box/effective-filter.ts";
import { describeRange } from "../frame/RangeMenu.tsx";
import { DEFAULT_AGAINST } from "../lib/against.ts";
import { formatBrush, tracesPath, viewPath } from "../links.ts";
import type { Brush } from "../links.ts";
import { readServiceBrush, readServiceSubject, servicePath } from "../service-link.ts";
import { useKeys } from "../ui/use-keys.ts";
import { useNowSec } from "../ui/use-now.ts";
import { useAddress, useChangeScope } from "../use-address.ts";
import { useScope } from "../use-scope.ts";
import { ServiceBody } from "./service/ServiceBody.tsx";
import { ServiceHead } from "./service/ServiceHead.tsx";
import { useServiceFigures } from "./service/use-service-figures.ts";
import { useTarget } from "./service/use-target.ts";
import { listChanges } from "./services/change.ts";
import { compareWithRest } from "./services/compare-links.ts";
import { subjectFilter } from "./services/service-filter.ts";
import { brushFrom } from "./services/worse-list.ts";
import { FailedView, LoadingView, ViewNotice } from "./ViewNotice.tsx";
import "../answers/answer.css";
import "../histogram/plot.css";
import "./services/services-page.css";
import "./service/service-page.css";

/** Loading shows only when it takes longer. */
const LOADING_AFTER_MS = 200;
/** Times are told to the minute. */
const CLOCK_STEP_SEC = 30;

/** What changed in a service or an endpoint, and who feels it? */
export function ServicePage() {
  const { pathname } = useLocation();
  const { query, change } = useAddress();
  const subject = readServiceSubject(pathname, query);
  const scope = useScope();
  const { against = DEFAULT_AGAINST } = scope;
  const nowSec = useNowSec(CLOCK_STEP_SEC);
  const brush = readServiceBrush(query);
  const figures = useServiceFigures(subject, scope, brush);
  const question = { subject, filter: withGroup("", scope.group) };
  const target = useTarget(question, scope.range, against);
  const { model, bounds, requests } = figures;
  const isSlow = useDelayed(requests.isAdding && requests.error === null, LOADING_AFTER_MS);
  const main = useRef<HTMLElement>(null);
  const setBrush = (next: Brush | undefined) =>
    change({ brush: next === undefined ? undefined : formatBrush(next) }, { replace: true });
  const navigate = useNavigate();
  const changeScope = useChangeScope();
  const walk = (step: 1 | -1) => () => {
    const all = ["", ...figures.siblings];
    const next = all[all.indexOf(subject.endpoint) + step];
    if (next !== undefined)
      void navigate(servicePath({ ...subject, endpoint: next }, scope), { replace: true });
  };
  useWalkKeys(main);
  useKeys({
    "]": walk(1),
    "[": walk(-1),
    a: () => changeScope({ against: against === "none" ? undefined : "none" }),
    d: () => (brush === undefined ? false : void navigate(compareWithRest(subject, scope, brush))),
    Escape: () => {
      if (brush !== undefined) setBrush(undefined);
      else void navigate(viewPath("services", scope));
    },
  });
  const name = subject.endpoint === "" ? subject.service : subject.endpoint;
  const toTraces = tracesPath(scope, { filter: subjectFilter(subject), brush });
  const isShown = model !== undefined && !(requests.isStale && requests.error !== null);
  const row = model?.row;
  const changedSec = row === undefined ? undefined : listChanges(row.changes)[0]?.atSec;
  return (
    <main className="answer service" ref={main}>
      <title>{`${name} · X-Ray local`}</title>
      <ServiceHead
        subject={subject}
        scope={scope}
        model={requests.isStale ? undefined : model}
        bounds={bounds}
        siblings={figures.siblings}
        nowSec={nowSec}
        adding={isSlow ? addingWords(requests, "its requests") : ""}
        toTraces={toTraces}
        toBefore={
          changedSec === undefined
            ? undefined
            : compareWithRest(subject, scope, brushFrom(changedSec, bounds.endSec))
        }
        selection={
          brush === undefined
            ? undefined
            : {
                brush,
                figures: figures.brushed,
                toSets: compareWithRest(subject, scope, brush),
                toTraces,
                onClear: () => setBrush(undefined),
              }
        }
      />
      {requests.error !== null && !isShown ? (
        <FailedView error={requests.error} onRetry={requests.retry} />
      ) : model === undefined && isSlow ? (
        <LoadingView what={addingWords(requests, `the requests of ${name}`)} />
      ) : null}
      {isShown && row === undefined ? (
        <ViewNotice role="status">
          <h2>No request reached {name}</h2>
          <p>{describeRange(scope.range, nowSec)}. A longer range may have some; T chooses it.</p>
        </ViewNotice>
      ) : null}
      {isShown && row !== undefined ? (
        <ServiceBody
          subject={subject}
          name={name}
          scope={scope}
          figures={figures}
          model={model}
          row={row}
          target={target}
          nowSec={nowSec}
          isStale={requests.isStale && isSlow}
          brush={brush}
          onBrush={setBrush}
        />
      ) : null}
    </main>
  );
}
