import { useEffect, useSyncExternalStore } from "react";
import type { TraceCache } from "../api/trace-cache.ts";
import type { TraceBrief } from "./trace-brief.ts";
import type { TraceRow } from "./trace-row.ts";

/** Requests the documents of the rows in view, and renders again when they come. */
export function useBriefs(cache: TraceCache<TraceBrief>, rows: readonly TraceRow[]): void {
  useSyncExternalStore(cache.subscribe, cache.version);
  const wish = rows.map((row) => `${row.id} ${row.revision}`).join();
  useEffect(() => {
    cache.want(
      wish === ""
        ? []
        : wish.split(",").map((pair) => {
            const [id = "", revision = "0"] = pair.split(" ");
            return { id, revision: Number(revision) };
          }),
    );
  }, [cache, wish]);
}
