import type { Failure } from "../../lib/outcome.ts";
import { useState } from "react";
import { formatCount, formatDuration, formatRate, formatShare } from "../../lib/format.ts";
import type { MapGraph } from "../../map-model/map-graph.ts";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import type { Selected } from "./MapSide.tsx";
import { edgeRows, nodeRows, sortTable } from "./table-rows.ts";
import type { TableColumn, TableRow } from "./table-rows.ts";

const COLUMNS: readonly { by: TableColumn; label: string }[] = [
  { by: "total", label: "requests" },
  { by: "average", label: "average" },
  { by: "p50", label: "p50" },
  { by: "p95", label: "p95" },
  { by: "fault", label: "faults" },
  { by: "throttle", label: "throttled" },
  { by: "error", label: "errors" },
];

/** The map's figures as two tables, nodes and edges, sorted by any column. */
export function MapTable({
  graph,
  rangeSec,
  selected,
  onSelect,
}: {
  graph: MapGraph;
  rangeSec: number;
  selected: string;
  onSelect: (selected: Selected) => void;
}) {
  return (
    <div className="map-tables">
      <FigureTable
        caption="Nodes"
        rows={nodeRows(graph)}
        rangeSec={rangeSec}
        selected={selected}
        onSelect={(key) => onSelect({ node: key })}
      />
      <FigureTable
        caption="Edges"
        rows={edgeRows(graph)}
        rangeSec={rangeSec}
        selected={selected}
        onSelect={(key) => onSelect({ edge: key })}
      />
    </div>
  );
}

function FigureTable({
  caption,
  rows,
  rangeSec,
  selected,
  onSelect,
}: {
  caption: string;
  rows: readonly TableRow[];
  rangeSec: number;
  selected: string;
  onSelect: (key: string) => void;
}) {
  const [sort, setSort] = useState<{ by: TableColumn; isReversed: boolean }>({
    by: "total",
    isReversed: false,
  });
  const sortBy = (by: TableColumn) =>
    setSort((before) => ({ by, isReversed: before.by === by && !before.isReversed }));
  const ariaSort = (by: TableColumn) => {
    if (sort.by !== by) return undefined;
    return sort.isReversed === (by === "name") ? "descending" : "ascending";
  };
  return (
    <table className="map-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" aria-sort={ariaSort("name")}>
            <button type="button" onClick={() => sortBy("name")}>
              name
            </button>
          </th>
          {COLUMNS.map(({ by, label }) => (
            <th key={by} scope="col" aria-sort={ariaSort(by)}>
              <button type="button" onClick={() => sortBy(by)}>
                {label}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sortTable(rows, sort.by, sort.isReversed).map((row) => (
          <tr key={row.key} className={row.key === selected ? "map-row-selected" : undefined}>
            <th scope="row">
              <button type="button" aria-pressed={row.key === selected} onClick={() => onSelect(row.key)}>
                {row.name}
              </button>
              <i>{row.words}</i>
            </th>
            <td title={formatRate(row.total / rangeSec)}>{formatCount(row.total)}</td>
            <td>{time(row.average)}</td>
            <td>{time(row.p50)}</td>
            <td>{time(row.p95)}</td>
            <Share outcome="fault" share={row.fault} />
            <Share outcome="throttle" share={row.throttle} />
            <Share outcome="error" share={row.error} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function time(sec: number | undefined): string {
  return sec === undefined ? "–" : formatDuration(sec);
}

/** Shows nothing for a share of 0. */
function Share({ outcome, share }: { outcome: Failure; share: number }) {
  if (share === 0) return <td className="map-none">–</td>;
  return (
    <td className={`map-fact-${outcome}`}>
      <OutcomeMark outcome={outcome} size={10} />
      {formatShare(share)}
    </td>
  );
}
