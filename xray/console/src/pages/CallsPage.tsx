import { useMemo, useRef, useState } from "react";
import { useParams } from "react-router";
import { useDelayed } from "shared-ui/use-delayed.ts";
import "../answers/answer.css";
import { useWalkKeys } from "../answers/use-walk-keys.ts";
import type { CallFigures, CallKind } from "../calls/call-rows.ts";
import { CALL_SORTS, formatCallSort, pickRows, readCallsView } from "../calls/calls-view.ts";
import type { CallSort } from "../calls/calls-view.ts";
import { callsExtent, callsVerdict, findCallFindings } from "../calls/calls-verdict.ts";
import { describeRange } from "../frame/RangeMenu.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { MEDIUM, useMedia } from "../ui/use-media.ts";
import { useNowSec } from "../ui/use-now.ts";
import { SideSheet } from "../ui/overlays/SideSheet.tsx";
import { useAddress } from "../use-address.ts";
import { useScope } from "../use-scope.ts";
import { CallFindings } from "./calls/CallFindings.tsx";
import { CallSide } from "./calls/CallSide.tsx";
import { CallsTool } from "./calls/CallsTool.tsx";
import { CallTable } from "./calls/CallTable.tsx";
import { useCallFigures } from "./calls/use-call-figures.ts";
import { FailedView, LoadingView, ViewNotice } from "./ViewNotice.tsx";
import "../ui/page.css";
import "./calls/calls-page.css";

/** Loading shows only when it takes longer. */
const LOADING_AFTER_MS = 200;
/** Times are told to the minute. */
const CLOCK_STEP_SEC = 30;

/** Which statement costs most, and who calls it too often? The same of AWS's operations and other services' URLs. */
export function CallsPage() {
  const { kind } = useParams();
  const scope = useScope();
  const { query, change } = useAddress();
  const view = readCallsView(kind, query);
  const nowSec = useNowSec(CLOCK_STEP_SEC);
  const { figures, versions, rates, now } = useCallFigures(view.kind, scope);
  const isSlow = useDelayed(now.isAdding && now.error === null, LOADING_AFTER_MS);
  const find = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const isSheet = useMedia(MEDIUM);
  const [isOpen, setOpen] = useState(false);
  const findings = useMemo(() => (figures === undefined ? [] : findCallFindings(figures)), [figures]);
  const sortBy = (sort: CallSort) =>
    change({ sort: formatCallSort(sort, sort === view.sort && !view.isReversed) }, { replace: true });
  useKeys({
    s: () => sortBy(CALL_SORTS[(CALL_SORTS.indexOf(view.sort) + 1) % CALL_SORTS.length] ?? "total"),
    "/": () => find.current?.focus(),
    Escape: () => (view.find === "" ? false : change({ q: undefined }, { replace: true })),
  });
  useWalkKeys(main);
  const shown = now.isStale && now.error !== null ? undefined : figures;
  const rows = shown === undefined ? [] : pickRows(shown.rows, view);
  const selected = rows.find(({ id }) => id === view.call) ?? rows[0];
  const range = describeRange(scope.range, nowSec);
  return (
    <main className="answer calls" ref={main}>
      <title>Calls · X-Ray local</title>
      <CallsTool
        view={view}
        scope={scope}
        rates={rates}
        targets={targetsOf(shown)}
        versions={versions}
        isAdding={isSlow}
        findRef={find}
        onChange={change}
        onSort={sortBy}
      />
      {now.error !== null ? <FailedView error={now.error} onRetry={now.retry} /> : null}
      {now.data === undefined && now.error === null && isSlow ? (
        <LoadingView what="Adding up all calls" />
      ) : null}
      {shown !== undefined && shown.rows.length > 0 ? (
        <header className="answer-verdict">
          <h1>{callsVerdict(view.kind, shown, findings)}</h1>
          <p>
            {range}, {callsExtent(view.kind, shown)}
          </p>
          <CallFindings findings={findings} figures={shown} scope={scope} nowSec={nowSec} />
        </header>
      ) : (
        <h1 className="visually-hidden">Calls</h1>
      )}
      {shown !== undefined && shown.rows.length === 0 ? <NoCalls kind={view.kind} range={range} /> : null}
      {shown !== undefined && shown.rows.length > 0 && selected === undefined ? (
        <ViewNotice role="status">
          <h2>None of {shown.rows.length} has that</h2>
          <p>Escape in the field shows all of them.</p>
        </ViewNotice>
      ) : null}
      {shown !== undefined && selected !== undefined ? (
        <div className={now.isStale && isSlow ? "calls-body answer-stale" : "calls-body"}>
          <CallTable
            view={view}
            rows={rows}
            figures={shown}
            selected={selected.id}
            nowSec={nowSec}
            onSort={sortBy}
            onSelect={(id) => {
              change({ call: id }, { replace: true });
              setOpen(true);
            }}
          />
          <SideSheet isSheet={isSheet} isOpen={isOpen} label="The call" onClose={() => setOpen(false)}>
            <CallSide key={selected.id} row={selected} figures={shown} scope={scope} nowSec={nowSec} />
          </SideSheet>
        </div>
      ) : null}
    </main>
  );
}

function targetsOf(figures: CallFigures | undefined): readonly { key: string; name: string }[] {
  const targets = new Map(
    (figures?.rows ?? []).map(({ target, resource = target.name }) => [target.key, resource] as const),
  );
  return Array.from(targets, ([key, name]) => ({ key, name })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const NOTHING: Readonly<Record<CallKind, { what: string; why: string }>> = {
  sql: {
    what: "No statement was recorded",
    why: "A tracer that captures the database's client records each query; the X-Ray SDK for Node does with capturePostgres.",
  },
  aws: {
    what: "No call of AWS was recorded",
    why: "The SDKs record them when their AWS clients are captured.",
  },
  remote: {
    what: "No call of another service was recorded",
    why: "The SDKs record them when their HTTP client is captured.",
  },
};

function NoCalls({ kind, range }: { kind: CallKind; range: string }) {
  const { what, why } = NOTHING[kind];
  return (
    <ViewNotice role="status">
      <h2>{what}</h2>
      <p>
        {range}. {why} A longer range may have some; T chooses it.
      </p>
    </ViewNotice>
  );
}
