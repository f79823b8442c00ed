import { useCallback, useEffect, useSyncExternalStore } from "react";
import { createTraceCache } from "../../api/trace-cache.ts";
import { callXray } from "../../api/xray-client.ts";
import type { ErrorKind } from "../../errors/error-kinds.ts";
import { toStackText } from "../../errors/stack-text.ts";

// Kept while the console is open: what was searched once is found at once.
const stacks = createTraceCache(callXray, toStackText);

/** The newest stack of each kind as text, once it is there; asked for when it `isWanted`. */
export function useStacks(kinds: readonly ErrorKind[], isWanted: boolean): (kind: ErrorKind) => string {
  const version = useSyncExternalStore(stacks.subscribe, stacks.version);
  const wish = isWanted ? kinds.map(({ newest }) => newest.traceId).join() : "";
  useEffect(() => {
    stacks.want(wish === "" ? [] : wish.split(",").map((id) => ({ id, revision: 1 })));
  }, [wish]);
  return useCallback(
    ({ newest }: ErrorKind) => (version === 0 ? "" : (stacks.get(newest.traceId) ?? "")),
    [version],
  );
}
