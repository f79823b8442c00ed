import { useCallback, useMemo } from "react";
import { withValues } from "../../../address-values.ts";
import { readTraceView, traceViewValues } from "../../../links.ts";
import type { TraceView } from "../../../links.ts";
import { useAddressDraft } from "../../../ui/use-address-draft.ts";
import { useAddress } from "../../../use-address.ts";

/** Browsers refuse more than about 20 changes of the address a second; a held key or a wheel makes more. */
const SETTLE_MS = 150;

/**
 * Row, zoom and fold of the address, changed at once on screen and written to the address when they settle. They replace
 * the entry in the history: Back leads out of the trace.
 */
export function useTraceView(traceId: string): [TraceView, (change: Partial<TraceView>) => void] {
  const { query, change, backKey } = useAddress();
  const write = useCallback(
    (text: string) => change(traceViewValues(viewOf(text)), { replace: true }),
    [change],
  );
  const draft = useAddressDraft({
    value: textOf(traceId, readTraceView(query)),
    backKey,
    restMs: SETTLE_MS,
    write,
  });
  const { text, change: changeDraft } = draft;
  const view = useMemo(() => viewOf(text), [text]);
  const changeView = useCallback(
    (values: Partial<TraceView>) =>
      changeDraft((before) => textOf(traceId, { ...viewOf(before), ...values })),
    [changeDraft, traceId],
  );
  return [view, changeView];
}

/** With the trace's id: the same rows of another trace are something else. */
function textOf(traceId: string, view: TraceView): string {
  return traceId + withValues(new URLSearchParams(), traceViewValues(view));
}

function viewOf(text: string): TraceView {
  return readTraceView(new URLSearchParams(text.split("?")[1] ?? ""));
}
