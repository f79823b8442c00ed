import { useFigures } from "../../api/use-figures.ts";
import type { ErrorsView } from "../../errors/errors-view.ts";
import { withGroup } from "../../filter-box/effective-filter.ts";
import { formatCounted, formatMinute } from "../../lib/format.ts";
import type { Scope } from "../../links.ts";
import { ViewNotice } from "../ViewNotice.tsx";

/** Nothing was thrown in the range; the newest before it is named. */
export function NoErrors({ scope, range, nowSec }: { scope: Scope; range: string; nowSec: number }) {
  const filter = withGroup("", scope.group);
  const { data } = useFigures(["errors before", filter], scope.range, ({ startSec }) => ({
    of: "exceptions",
    sets: [{ startSec: 0, endSec: startSec, ...(filter !== "" && { filter }) }],
    groups: [{ by: ["exception"], limit: 1, sort: "last" }],
  }));
  const newest = data?.answer.sets[0]?.groups[0]?.groups[0];
  return (
    <ViewNotice role="status">
      <h2>No exceptions</h2>
      <p>
        {range}.{" "}
        {newest === undefined
          ? data === undefined
            ? ""
            : "None is kept from before either."
          : `The newest is from ${formatMinute(newest.lastSec, nowSec)}. A longer range may have it; T chooses it.`}
      </p>
    </ViewNotice>
  );
}

/** No kind has the text, or is of the state. */
export function NoneFound({ count, view }: { count: number; view: ErrorsView }) {
  return (
    <ViewNotice role="status">
      <h2>
        None of {formatCounted(count, "kind")}{" "}
        {view.find === "" ? "is so" : `has ${view.find}, nor its newest stack`}
      </h2>
      <p>Escape shows all of them.</p>
    </ViewNotice>
  );
}
