import { useMemo, useRef } from "react";
import type { GroupFigures } from "xray-local/console-wire/figures.ts";
import { useDelayed } from "shared-ui/use-delayed.ts";
import { useWalkKeys } from "../answers/use-walk-keys.ts";
import { addingWords, columnSecOf, useFigures } from "../api/use-figures.ts";
import type { FiguresOf } from "../api/use-figures.ts";
import { earlierSets } from "../api/earlier-sets.ts";
import { withGroup } from "../filter-box/effective-filter.ts";
import { describeRange } from "../frame/RangeMenu.tsx";
import { formatServiceSort, readServicesView, SERVICE_SORTS } from "./services/services-view.ts";
import { againstWords, DEFAULT_AGAINST } from "../lib/against.ts";
import type { Scope } from "../links.ts";
import type { ServiceSort } from "./services/services-view.ts";
import { useHeld } from "../answers/use-held.ts";
import { useKeys } from "../ui/use-keys.ts";
import { useNowSec } from "../ui/use-now.ts";
import { useAddress } from "../use-address.ts";
import { useScope } from "../use-scope.ts";
import { changeLink } from "./services/compare-links.ts";
import { findCauses } from "./services/find-causes.ts";
import type { Cause } from "./services/find-causes.ts";
import { Findings } from "./services/Findings.tsx";
import {
  BEFORE_GROUPS,
  keyOf,
  SERVICE_GROUPS,
  subjectOf,
  toServiceFigures,
} from "./services/service-rows.ts";
import type { FigureRow, ServiceFigures } from "./services/service-rows.ts";
import { servicesExtent, servicesVerdict } from "./services/services-verdict.ts";
import { useFoldKeys } from "./services/use-fold-keys.ts";
import { ServicesTool } from "./services/ServicesTool.tsx";
import { ServiceTableView } from "./services/ServiceTableView.tsx";
import { FailedView, LoadingView, ViewNotice } from "./ViewNotice.tsx";
import "../answers/answer.css";
import "./services/services-page.css";

/** Loading shows only when it takes longer. */
const LOADING_AFTER_MS = 200;
/** Times are told to the minute. */
const CLOCK_STEP_SEC = 30;

/** Which endpoint got slow or fails, and since when? */
export function ServicesPage() {
  const scope = useScope();
  const { query, change } = useAddress();
  const view = readServicesView(query);
  const { against = DEFAULT_AGAINST } = scope;
  const nowSec = useNowSec(CLOCK_STEP_SEC);
  const { figures, columnSec, now } = useServiceFigures(scope);
  const isSlow = useDelayed(now.isAdding && now.error === null, LOADING_AFTER_MS);
  const find = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const causes = useMemo(
    () => (figures === undefined ? [] : causesOf(figures, columnSec)),
    [figures, columnSec],
  );
  const originsOf = useOrigins(scope, causes);
  const sortBy = (sort: ServiceSort) =>
    change({ sort: formatServiceSort(sort, sort === view.sort && !view.isReversed) }, { replace: true });
  const fold = (key: string) => {
    const next = view.fold.includes(key) ? view.fold.filter((each) => each !== key) : [...view.fold, key];
    change({ fold: next.join(",") }, { replace: true });
  };
  useKeys({
    s: () => change({ sort: formatServiceSort(sortAfter(view.sort), false) }, { replace: true }),
    "Shift+S": () => change({ sort: formatServiceSort("name", false) }, { replace: true }),
    "/": () => find.current?.focus(),
    Escape: () => (view.find === "" ? false : change({ q: undefined }, { replace: true })),
  });
  useWalkKeys(main);
  useFoldKeys({ isFolded: (key) => view.fold.includes(key), onFold: fold });
  const isShown = figures !== undefined && !(now.isStale && now.error !== null);
  const range = describeRange(scope.range, nowSec);
  return (
    <main className="answer" ref={main}>
      <title>Services · X-Ray local</title>
      {isShown && figures.services.length > 0 ? (
        <header className="answer-verdict">
          <h1>{servicesVerdict(figures, causes)}</h1>
          <p>
            {range}
            {against === "none" ? "" : ` against ${againstWords(against, scope.range)}`},{" "}
            {servicesExtent(figures)}
          </p>
          <Findings
            causes={causes}
            nowSec={nowSec}
            originsOf={originsOf}
            toLink={(row, each) => changeLink(subjectOf(row), scope, each, figures.endSec)}
          />
        </header>
      ) : (
        <h1 className="visually-hidden">Services</h1>
      )}
      <ServicesTool
        view={view}
        versions={figures?.versions}
        adding={isSlow ? addingWords(now) : ""}
        findRef={find}
        onChange={change}
        onSort={sortBy}
      />
      <Body now={now} isFirst={figures === undefined} isSlow={isSlow} />
      {isShown && figures.services.length === 0 ? <NoRequests range={range} /> : null}
      {isShown && figures.services.length > 0 ? (
        <ServiceTableView
          figures={figures}
          view={view}
          scope={scope}
          nowSec={nowSec}
          isStale={now.isStale && isSlow}
          onSort={sortBy}
          onFold={fold}
        />
      ) : null}
    </main>
  );
}

/** Failed or loading, where there is nothing to show. */
function Body({ now, isFirst, isSlow }: { now: FiguresOf; isFirst: boolean; isSlow: boolean }) {
  if (now.error !== null) return <FailedView error={now.error} onRetry={now.retry} />;
  return isFirst && isSlow ? <LoadingView what={addingWords(now)} /> : null;
}

function NoRequests({ range }: { range: string }) {
  return (
    <ViewNotice role="status">
      <h2>No service answered a request</h2>
      <p>{range}. A longer range may have some; T chooses it.</p>
    </ViewNotice>
  );
}

function useServiceFigures(scope: Scope) {
  const filter = withGroup("", scope.group);
  const set = filter === "" ? {} : { filter };
  const { against = DEFAULT_AGAINST } = scope;
  const now = useFigures(["services", filter], scope.range, (bounds) => ({
    of: "requests",
    sets: [{ ...bounds, ...set }],
    columnSec: columnSecOf(bounds),
    groups: SERVICE_GROUPS,
  }));
  const isCompared = against !== "none";
  const before = useFigures(
    ["services before", filter, against],
    scope.range,
    isCompared
      ? (bounds) => ({
          of: "requests",
          sets: earlierSets(against, { ...bounds, ...set }),
          groups: BEFORE_GROUPS,
        })
      : undefined,
  );
  // Nothing is said of what changed before it can be compared.
  const isWaiting = isCompared && before.error === null && (before.data === undefined || before.isStale);
  const figures = useMemo(() => {
    const [counted] = now.data?.answer.sets ?? [];
    if (now.data === undefined || counted === undefined || isWaiting) return undefined;
    return toServiceFigures(counted, before.data?.answer.sets ?? [], now.data.bounds);
  }, [now.data, before.data, isWaiting]);
  return {
    figures: useHeld(figures),
    columnSec: now.data === undefined ? 1 : columnSecOf(now.data.bounds),
    now: { ...now, isStale: now.isStale || isWaiting, isAdding: now.isAdding || isWaiting },
  };
}

/** Where the calls of endpoints that began to fail failed; only asked for where one did. */
function useOrigins(
  scope: Scope,
  causes: readonly Cause[],
): (row: FigureRow) => readonly GroupFigures[] | undefined {
  const filter = withGroup("", scope.group);
  const isFailing = causes.some(({ change }) => change.kind === "failing");
  const { data, isStale } = useFigures(
    ["origins of faults", filter],
    scope.range,
    isFailing
      ? (bounds) => ({
          of: "calls",
          sets: [{ ...bounds, ...(filter !== "" && { filter }), outcomes: ["fault"] }],
          groups: [{ by: ["service", "endpoint", "target"], limit: 300 }],
        })
      : undefined,
  );
  const groups = isStale ? undefined : data?.answer.sets[0]?.groups[0]?.groups;
  return ({ key }) => groups?.filter(({ values }) => keyOf(values.slice(0, -1)) === key);
}

function causesOf({ services, calls }: ServiceFigures, columnSec: number) {
  const rows = services.flatMap((service) => (service.endpoints.length > 0 ? service.endpoints : [service]));
  return findCauses(rows, calls, columnSec);
}

function sortAfter(sort: ServiceSort): ServiceSort {
  return SERVICE_SORTS[(SERVICE_SORTS.indexOf(sort) + 1) % SERVICE_SORTS.length] ?? "worse";
}
