import { useEffect, useMemo, useRef, useState } from "react";
import "../answers/answer.css";
import { useWalkKeys } from "../answers/use-walk-keys.ts";
import { useFigures } from "../api/use-figures.ts";
import { errorsExtent, errorsVerdict } from "../errors/error-words.ts";
import { errorsQuery } from "../errors/errors-query.ts";
import { toErrorKinds } from "../errors/error-kinds.ts";
import { ERROR_STATES, findKinds, kindsIn, readErrorsView, sortKinds } from "../errors/errors-view.ts";
import type { ErrorKind } from "../errors/error-kinds.ts";
import { withGroup } from "../filter-box/effective-filter.ts";
import { describeRange } from "../frame/RangeMenu.tsx";
import { SEEN_ERRORS } from "../lib/seen.ts";
import type { Scope } from "../links.ts";
import { MEDIUM, useMedia } from "../ui/use-media.ts";
import { SideSheet } from "../ui/overlays/SideSheet.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { useNowSec } from "../ui/use-now.ts";
import "../ui/page.css";
import { useAddress } from "../use-address.ts";
import { useScope } from "../use-scope.ts";
import { ErrorSide } from "./errors/ErrorSide.tsx";
import { ErrorsTool } from "./errors/ErrorsTool.tsx";
import { ErrorTable } from "./errors/ErrorTable.tsx";
import { NoErrors, NoneFound } from "./errors/NoErrors.tsx";
import { useStacks } from "./errors/use-stacks.ts";
import { FailedView, LoadingView } from "./ViewNotice.tsx";
import "../filter-box/filter-bar.css";
import "./errors/errors-page.css";

/** Times are told to the minute. */
const CLOCK_STEP_SEC = 30;

/** What breaks, is it new, and who sees it? */
export function ErrorsPage() {
  const scope = useScope();
  const { query, change } = useAddress();
  const view = readErrorsView(query);
  const nowSec = useNowSec(CLOCK_STEP_SEC);
  const { kinds, figures, bounds, now } = useErrorKinds(scope);
  const [isOpen, setOpen] = useState(false);
  const find = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const isSheet = useMedia(MEDIUM);
  const stackOf = useStacks(kinds ?? [], view.find !== "");
  const put = (values: Parameters<typeof change>[0]) => change(values, { replace: true });
  useSeen(kinds);
  useWalkKeys(main);
  useKeys({
    ...Object.fromEntries(
      ERROR_STATES.map((state, index) => [
        String(index + 1),
        () => put({ state: view.state === state ? undefined : state }),
      ]),
    ),
    "/": () => find.current?.focus(),
    Escape: () => {
      if (view.find === "" && view.state === undefined) return false;
      put({ q: undefined, state: view.find === "" ? undefined : view.state });
      return undefined;
    },
  });
  const range = describeRange(scope.range, nowSec);
  const shown = useMemo(
    () => sortKinds(findKinds(kindsIn(kinds ?? [], view.state), view.find, stackOf), view.sort),
    [kinds, view.state, view.find, view.sort, stackOf],
  );
  const selected = shown.find(({ hash }) => hash === view.kind) ?? shown[0];
  return (
    <main className="answer errors" ref={main}>
      <title>Errors · X-Ray local</title>
      <ErrorsTool
        view={view}
        kinds={kinds}
        scope={scope}
        isAdding={now.isAdding}
        findRef={find}
        onChange={put}
      />
      {kinds !== undefined && figures !== undefined && kinds.length > 0 ? (
        <header className="answer-verdict">
          <h1>{errorsVerdict(kinds, range)}</h1> <p>{errorsExtent(kinds.length, figures)}</p>
        </header>
      ) : (
        <h1 className="visually-hidden">Errors</h1>
      )}
      {now.error === null ? null : <FailedView error={now.error} onRetry={now.retry} />}
      {kinds === undefined && now.error === null && now.isAdding ? (
        <LoadingView what="Adding up all exceptions" />
      ) : null}
      {kinds?.length === 0 ? <NoErrors scope={scope} range={range} nowSec={nowSec} /> : null}
      {kinds !== undefined && kinds.length > 0 && shown.length === 0 ? (
        <NoneFound count={kinds.length} view={view} />
      ) : null}
      {selected === undefined || bounds === undefined ? null : (
        <div className="errors-body">
          <div className="answer-scroll errors-scroll">
            <ErrorTable
              kinds={shown}
              all={kinds ?? []}
              selected={selected.hash}
              bounds={bounds}
              nowSec={nowSec}
              isStale={now.isStale}
              onSelect={(hash) => {
                put({ kind: hash });
                setOpen(true);
              }}
            />
          </div>
          <SideSheet isSheet={isSheet} isOpen={isOpen} label="The kind" onClose={() => setOpen(false)}>
            <ErrorSide key={selected.key} kind={selected} scope={scope} nowSec={nowSec} />
          </SideSheet>
        </div>
      )}
    </main>
  );
}

function useErrorKinds({ range, group }: Scope) {
  const filter = withGroup("", group);
  const now = useFigures(["errors", filter], range, (bounds) => errorsQuery(bounds, filter));
  // Those of another range are no answer to this one, when it fails.
  const data = now.isStale && now.error !== null ? undefined : now.data;
  const figures = data?.answer.sets[0];
  const kinds = useMemo(
    () => (data === undefined || figures === undefined ? undefined : toErrorKinds(figures, data.bounds)),
    [data, figures],
  );
  return { kinds, figures, bounds: data?.bounds, now };
}

/** What is new is on screen now: the badge has told of it. */
function useSeen(kinds: readonly ErrorKind[] | undefined): void {
  useEffect(() => {
    const newest = (kinds ?? []).reduce((last, { firstEverSec }) => Math.max(last, firstEverSec), 0);
    SEEN_ERRORS.note(newest * 1000);
  }, [kinds]);
}
