import { formatCount } from "../../../lib/format.ts";
import { TRACE_TABS } from "../../../links.ts";
import type { TraceTab } from "../../../links.ts";

/** The views of a trace, one of them open. Keys 1, 2, … open them, too. */
export function TraceTabs({
  tab,
  counts,
  hasOutliers,
  onTab,
}: {
  tab: TraceTab;
  /** How many rows a view has, where that says something. */
  counts: Partial<Record<TraceTab, number>>;
  hasOutliers: boolean;
  onTab: (tab: TraceTab) => void;
}) {
  return (
    <div className="trace-tabs">
      <nav aria-label="Views of the trace">
        {TRACE_TABS.map((each) => {
          const count = counts[each];
          return (
            <button
              key={each}
              type="button"
              aria-current={each === tab ? "page" : undefined}
              onClick={() => onTab(each)}
            >
              {LABELS[each]}
              {count === undefined ? null : <i>{formatCount(count)}</i>}
            </button>
          );
        })}
      </nav>
      <span className="grow" />
      <span className="trace-tabs-keys">
        <kbd className="key">1</kbd> to <kbd className="key">{TRACE_TABS.length}</kbd> view
        {hasOutliers ? (
          <>
            <kbd className="key">O</kbd> next outlier
          </>
        ) : null}
      </span>
    </div>
  );
}

const LABELS: Readonly<Record<TraceTab, string>> = { timeline: "Timeline", flame: "Flame", steps: "Steps" };
