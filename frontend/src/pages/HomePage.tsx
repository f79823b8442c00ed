import { useMemo } from "react";
import { useLocation } from "react-router";
import type { Crud } from "../api/cruds.ts";
import { useHomeFeed } from "../api/use-home-feed.ts";
import { CrudList } from "../cruds/CrudList.tsx";
import { useClock } from "../cruds/use-clock.ts";
import { LoadedIn } from "../frame/TraceLink.tsx";
import { isBurnedDown } from "../lib/fuse.ts";
import { PageColumn, SideColumn } from "../ui/Layout.tsx";
import { FeedNotice } from "./home/FeedNotice.tsx";
import { FeedSide } from "./home/FeedSide.tsx";
import { LoadingRows } from "./home/LoadingRows.tsx";

const NOTHING: readonly Crud[] = [];
const EMPTY = "Nothing here. Everything has burned down.";

/** Everybody's cruds that have not burned down, newest first. */
export function HomePage() {
  const { key, hash } = useLocation();
  // A place on the page is no other visit to it.
  const feed = useHomeFeed(hash === "" ? key : undefined);
  const cruds = feed.data?.data ?? NOTHING;
  const expiryTimesMs = useMemo(() => cruds.map((crud) => crud.expiresAtMs), [cruds]);
  const nowMs = useClock(expiryTimesMs, feed.dataUpdatedAt);
  const alive = cruds.filter((crud) => !isBurnedDown(crud, nowMs));
  const retry = async () => {
    const { isSuccess } = await feed.refetch();
    // The button that had the focus is gone.
    if (isSuccess) document.getElementById("content")?.focus();
  };
  const bar = feed.data && !feed.isError && <LoadedIn trace={feed.data.trace} />;
  return (
    <>
      <PageColumn title="Home" bar={bar} isBusy={feed.isFetching}>
        {feed.isError && (
          <FeedNotice error={feed.error} isRetrying={feed.isFetching} onRetry={() => void retry()} />
        )}
        {feed.isPending && <LoadingRows />}
        {cruds.length > 0 && <CrudList cruds={cruds} nowMs={nowMs} />}
        {feed.data && alive.length === 0 && <p className="feed-empty">{EMPTY}</p>}
      </PageColumn>
      <SideColumn label="About this feed">
        <FeedSide cruds={alive} nowMs={nowMs} />
      </SideColumn>
    </>
  );
}
