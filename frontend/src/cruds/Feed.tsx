import { useMemo } from "react";
import type { ReactNode } from "react";
import type { Crud } from "../api/answers/cruds.ts";
import { isBurnedDown } from "../lib/fuse.ts";
import { CrudList } from "./CrudList.tsx";
import { useClock } from "./use-clock.ts";

interface FeedProps {
  cruds: readonly Crud[];
  /** When they were loaded, in epoch milliseconds. */
  loadedAtMs: number;
  /** Shown when there is nothing, or nothing any more. */
  empty: ReactNode;
}

/** Cruds that expire while they are shown. */
export function Feed({ cruds, loadedAtMs, empty }: FeedProps) {
  const expiryTimesMs = useMemo(() => cruds.map((crud) => crud.expiresAtMs), [cruds]);
  const nowMs = useClock(expiryTimesMs, loadedAtMs);
  const isEmpty = cruds.every((crud) => isBurnedDown(crud, nowMs));
  return (
    <>
      {cruds.length > 0 && <CrudList cruds={cruds} nowMs={nowMs} />}
      {isEmpty && <p className="empty">{empty}</p>}
    </>
  );
}
