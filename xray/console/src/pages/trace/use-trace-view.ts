import { useCallback, useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { readTraceView, tracePath } from "../../links.ts";
import type { TraceView } from "../../links.ts";
import { useScope } from "../../use-scope.ts";

/** Browsers refuse more than about 20 changes of the address a second; a held key or a wheel makes more. */
const SETTLE_MS = 150;

/**
 * Row, zoom and fold of the address, changed at once on screen and written to the address when they settle. They replace
 * the entry in the history: Back leads out of the trace.
 */
export function useTraceView(traceId: string): [TraceView, (change: Partial<TraceView>) => void] {
  const [query] = useSearchParams();
  const scope = useScope();
  const navigate = useNavigate();
  const address = `${traceId}?${query.toString()}`;
  const [state, setState] = useState(() => ({ address, view: readTraceView(query) }));
  const [written, setWritten] = useState(address);
  // Another address that is not of our writing: Back, or a link.
  if (address !== state.address) {
    setState({ address, view: address === written ? state.view : readTraceView(query) });
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const { view } = state;
  const change = useCallback(
    (values: Partial<TraceView>) => {
      const next = { ...view, ...values };
      setState((before) => ({ ...before, view: next }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const path = tracePath(traceId, scope, { ...next, filter: query.get("filter") ?? "" });
        setWritten(`${traceId}?${new URLSearchParams(path.split("?")[1] ?? "").toString()}`);
        void navigate(path, { replace: true });
      }, SETTLE_MS);
    },
    [view, query, traceId, scope, navigate],
  );
  return [view, change];
}
