import { useMemo } from "react";
import type { Bounds } from "../../api/use-figures.ts";
import type { Scope } from "../../links.ts";
import { useAddress } from "../../use-address.ts";
import { EndpointRow } from "../services/ServiceRows.tsx";
import { ServiceTable } from "../services/ServiceTable.tsx";
import { rowFrame } from "../services/row-frame.ts";
import type { FigureRow } from "../services/service-rows.ts";
import { formatServiceSort, readServicesView } from "../services/services-view.ts";
import { sortRows } from "../services/sort-services.ts";

/** The endpoints of a service, as in the table of all services. */
export function ServiceEndpoints({
  rows,
  bounds,
  scope,
  nowSec,
}: {
  rows: readonly FigureRow[];
  bounds: Bounds;
  scope: Scope;
  nowSec: number;
}) {
  const { query, change } = useAddress();
  const { sort, isReversed } = readServicesView(query);
  const frame = useMemo(() => rowFrame(rows, bounds, scope, nowSec), [rows, bounds, scope, nowSec]);
  if (rows.length === 0) return null;
  return (
    <div className="service-endpoints">
      <ServiceTable
        sort={sort}
        isReversed={isReversed}
        onSort={(next) =>
          change({ sort: formatServiceSort(next, next === sort && !isReversed) }, { replace: true })
        }
        scale={frame.scale}
        bounds={bounds}
        nowSec={nowSec}
        isStale={false}
      >
        {sortRows(rows, sort, isReversed).map((row) => (
          <EndpointRow key={row.key} row={row} frame={frame} />
        ))}
      </ServiceTable>
    </div>
  );
}
