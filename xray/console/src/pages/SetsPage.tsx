import { useMemo, useRef, useState } from "react";
import { useDelayed } from "shared-ui/use-delayed.ts";
import type { Difference } from "xray-local/console-wire/figures.ts";
import "../answers/answer.css";
import { useWalkKeys } from "../answers/use-walk-keys.ts";
import { gapOf, headlines } from "../sets/sets-verdict.ts";
import { useNowSec } from "../ui/use-now.ts";
import { MEDIUM, useMedia } from "../ui/use-media.ts";
import { SideSheet } from "../ui/overlays/SideSheet.tsx";
import { DifferenceList } from "./sets/DifferenceList.tsx";
import { SetHeatmaps } from "./sets/SetHeatmaps.tsx";
import { SetRows } from "./sets/SetRows.tsx";
import { SetsSide } from "./sets/SetsSide.tsx";
import { SetsTool } from "./sets/SetsTool.tsx";
import { EmptySet, SetsVerdict } from "./sets/SetsVerdict.tsx";
import { useComparison } from "./sets/use-comparison.ts";
import { useSetsKeys } from "./sets/use-sets-keys.ts";
import { useSetsView } from "./sets/use-sets-view.ts";
import { FailedView, LoadingView } from "./ViewNotice.tsx";
import "../ui/page.css";
import "./sets/sets-page.css";

/** Loading shows only when it takes longer. */
const LOADING_AFTER_MS = 200;
/** Times are told to the minute. */
const CLOCK_STEP_SEC = 30;

/** What do these traces have that those do not? */
export function SetsPage() {
  const address = useSetsView();
  const { view, scope } = address;
  const nowSec = useNowSec(CLOCK_STEP_SEC);
  const comparison = useComparison(view, scope);
  const { figures, chosen, tints, now } = comparison;
  const isSlow = useDelayed((now.data === undefined || now.isStale) && now.error === null, LOADING_AFTER_MS);
  const main = useRef<HTMLElement>(null);
  const isSheet = useMedia(MEDIUM);
  const [isOpen, setOpen] = useState(false);
  const shown = now.isStale && now.error !== null ? undefined : figures;
  const selected = useSelected(shown?.differences, chosen, view.row);
  useWalkKeys(main);
  const canCompare = shown !== undefined && shown.sets.every(({ count }) => count > 0);
  useSetsKeys(address, canCompare ? selected : undefined);
  return (
    <main className="answer sets" ref={main}>
      <title>Compare sets · X-Ray local</title>
      <SetsTool address={address} isAdding={isSlow} />
      <SetRows
        view={view}
        sets={shown?.sets ?? []}
        tints={tints}
        isEditable={address.preset === "filters"}
        backKey={address.backKey}
        nowSec={nowSec}
        hrefOf={address.listOf}
        onFilter={address.setFilter}
      />
      {now.error !== null ? <FailedView error={now.error} onRetry={now.retry} /> : null}
      {now.data === undefined && now.error === null && isSlow ? (
        <LoadingView what="Adding up both sets" />
      ) : null}
      {shown !== undefined && !canCompare ? <EmptySet view={view} sets={shown.sets} /> : null}
      {canCompare ? null : <h1 className="visually-hidden">Compare sets</h1>}
      {canCompare ? (
        <>
          <SetsVerdict view={view} figures={shown} chosen={chosen} joint={comparison.joint} />
          <div className={isSlow ? "sets-body answer-stale" : "sets-body"} aria-busy={isSlow}>
            <div className="sets-main">
              <SetHeatmaps sets={shown.sets} tints={tints} />
              <DifferenceList
                differences={shown.differences}
                chosen={chosen}
                selected={selected?.field ?? ""}
                tints={tints}
                isUnfolded={view.isUnfolded}
                onUnfold={address.setUnfolded}
                onSelect={(field) => {
                  address.select(field);
                  setOpen(true);
                }}
                actions={{ onAdd: address.add, onExclude: address.exclude }}
              />
            </div>
            {selected === undefined ? null : (
              <SideSheet
                isSheet={isSheet}
                isOpen={isOpen}
                label="The attribute"
                onClose={() => setOpen(false)}
              >
                <SetsSide
                  difference={selected}
                  nextNumber={shown.differences.find(
                    (each) => each !== selected && each.numbers !== undefined,
                  )}
                  sets={shown.sets}
                  scope={scope}
                  tints={tints}
                  nowSec={nowSec}
                  actions={{ onAdd: address.add, onExclude: address.exclude, onHold: address.hold }}
                />
              </SideSheet>
            )}
          </div>
        </>
      ) : null}
    </main>
  );
}

/** The attribute of the address, else the one that the verdict is about, else the widest. */
function useSelected(
  differences: readonly Difference[] | undefined,
  chosen: Parameters<typeof headlines>[1],
  row: string,
): Difference | undefined {
  return useMemo(() => {
    if (differences === undefined) return undefined;
    const widest = differences.toSorted((one, other) => gapOf(other) - gapOf(one))[0];
    return differences.find(({ field }) => field === row) ?? headlines(differences, chosen)?.first ?? widest;
  }, [differences, chosen, row]);
}
