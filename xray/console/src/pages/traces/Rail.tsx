import { RefinerRail } from "../../traces/RefinerRail.tsx";
import type { RefinerRailProps } from "../../traces/RefinerRail.tsx";

export function Rail(props: RefinerRailProps & { matched: number; scanned: number }) {
  return (
    <aside className="rail" aria-label="Refine">
      {props.total === 0 ? (
        <p className="rail-words rail-first">
          Refiners appear with the first trace: service, URL, status, user, annotations, root causes.
        </p>
      ) : (
        <RefinerRail {...props} />
      )}
    </aside>
  );
}
