import { useCallback, useMemo, useState } from "react";
import { useGroups } from "../api/use-groups.ts";
import { formatCount } from "../lib/format.ts";
import { Icon } from "../ui/Icon.tsx";
import type { Overview } from "../traces/overview.ts";
import type { TraceRow } from "../traces/trace-row.ts";
import { addToHistory, readFilterHistory, writeFilterHistory } from "./filter-history.ts";
import { FilterBox } from "./FilterBox.tsx";
import { HistoryMenu } from "./HistoryMenu.tsx";
import { SaveGroup } from "./SaveGroup.tsx";
import { readFilter } from "./read-filter.ts";
import { useTypeProblem } from "./use-type-problem.ts";
import { useVocabularyOf } from "./use-vocabulary.ts";
import "./filter-bar.css";

export interface FilterBarProps {
  filter: string;
  /** Set after Back or Forward led to the filter, to another value each time. */
  backKey: string;
  /** Those that are here, for completion. */
  loaded: readonly TraceRow[];
  /** Of all that match; undefined until they are counted. */
  overview: Pick<Overview, "matched" | "scanned" | "selected"> | undefined;
  /** How many of them are sorted, where that is not all. */
  sortedCount: number | undefined;
  stored: number | undefined;
  firstRun: boolean;
  /** A file of the traces that are shown. */
  exportHref: string;
  onFilter: (filter: string, replace: boolean) => void;
  onInvalid: (invalid: boolean) => void;
  /** A trace was named in place of a filter. Give it a stable function. */
  onTrace: (id: string) => void;
}

export function FilterBar(props: FilterBarProps) {
  const { filter, backKey, loaded, onFilter } = props;
  const groups = useGroups();
  const [history, setHistory] = useState(readFilterHistory);
  const summaries = useMemo(() => loaded.map((row) => row.summary), [loaded]);
  const vocabulary = useVocabularyOf(summaries);
  const applied = useCallback((text: string) => {
    setHistory((before) => {
      const next = addToHistory(before, text);
      writeFilterHistory(next);
      return next;
    });
  }, []);
  const hint = useTypeProblem(readFilter(filter));
  const groupNames = useMemo(() => groups.map((group) => group.GroupName), [groups]);
  return (
    <search className="filter-bar">
      <FilterBox
        filter={filter}
        backKey={backKey}
        hint={hint}
        vocabulary={vocabulary}
        history={history}
        onFilter={onFilter}
        onApplied={applied}
        onInvalid={props.onInvalid}
        onTrace={props.onTrace}
      />
      <Counts {...props} />
      {props.firstRun ? null : (
        <>
          <HistoryMenu history={history} onPick={(text) => onFilter(text, false)} />
          <a
            className="ctl ctl-square filter-wide"
            href={props.exportHref}
            download="traces.ndjson"
            aria-label="Export these traces"
            title="Exports the segment documents of these traces, one a line"
          >
            <Icon name="download" />
          </a>
          <SaveGroup filter={filter} existing={groupNames} />
        </>
      )}
    </search>
  );
}

function Counts({ overview, sortedCount, stored, firstRun }: FilterBarProps) {
  if (firstRun) return <span className="filter-counts">{formatCount(stored ?? 0)} traces stored</span>;
  if (overview === undefined) return <span className="filter-counts">Counting</span>;
  const { matched, scanned, selected } = overview;
  return (
    <span className="filter-counts">
      {sortedCount === undefined ? null : <>the newest {formatCount(sortedCount)} sorted, </>}
      {selected === undefined ? (
        <>
          <b>{formatCount(matched)}</b> matched of {formatCount(scanned)} scanned
        </>
      ) : (
        <>
          <b>{formatCount(selected)}</b> selected of {formatCount(matched)} matched, {formatCount(scanned)}{" "}
          scanned
        </>
      )}
    </span>
  );
}
