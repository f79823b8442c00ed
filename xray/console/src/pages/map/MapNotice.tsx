import { useServerStatus } from "../../api/live.tsx";
import { describeRange } from "../../frame/RangeMenu.tsx";
import { formatCounted, formatMinute } from "../../lib/format.ts";
import { mapPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { Link } from "react-router";
import { useNowSec } from "../../ui/use-now.ts";
import { ViewNotice } from "../ViewNotice.tsx";

/** Shown in place of a map: what is the case, a figure, and what to do. */
export function EmptyMap({ scope }: { scope: Scope }) {
  const nowSec = useNowSec();
  const store = useServerStatus()?.store;
  const newestSec = store?.newestStartSec;
  return (
    <ViewNotice>
      <h2>No traces in {describeRange(scope.range, nowSec).replace(/^Last /, "the last ")}</h2>
      {newestSec === undefined ? (
        <p>{store ? "None are stored. " : ""}The map draws itself from the first trace on.</p>
      ) : (
        <p>
          The newest is from {formatMinute(newestSec, nowSec)},{" "}
          {formatCounted(store?.traces ?? 0, "is stored", "are stored")}.{" "}
          <Link className="link" to={mapPath({ ...scope, range: hourAround(newestSec) })}>
            Show the hour around it
          </Link>
        </p>
      )}
    </ViewNotice>
  );
}

function hourAround(timeSec: number) {
  const middle = Math.floor(timeSec);
  return { kind: "between" as const, startSec: middle - 1800, endSec: middle + 1800 };
}
