import { useMemo } from "react";
import type { Scope } from "../../links.ts";
import type { ServiceSort, ServicesView } from "./services-view.ts";
import { formatCounted } from "../../lib/format.ts";
import { ViewNotice } from "../ViewNotice.tsx";
import { findRows } from "./find-rows.ts";
import { rowFrame } from "./row-frame.ts";
import type { ServiceFigures, ServiceRow } from "./service-rows.ts";
import { EndpointRow, ServiceGroup } from "./ServiceRows.tsx";
import { ServiceTable } from "./ServiceTable.tsx";
import { sortRows, sortServices } from "./sort-services.ts";

/** The rows in the order of the address, those that are found alone. */
export function ServiceTableView({
  figures,
  view,
  scope,
  nowSec,
  isStale,
  onSort,
  onFold,
}: {
  figures: ServiceFigures;
  view: ServicesView;
  scope: Scope;
  nowSec: number;
  isStale: boolean;
  onSort: (sort: ServiceSort) => void;
  onFold: (key: string) => void;
}) {
  const { by, sort, isReversed, find } = view;
  const { startSec, endSec, services } = figures;
  const frame = useMemo(
    () => rowFrame(services.flatMap(rowsOf), { startSec, endSec }, scope, nowSec),
    [services, startSec, endSec, nowSec, scope],
  );
  const found = findRows(services, find);
  const rowCount = services.reduce((sum, { endpoints }) => sum + Math.max(1, endpoints.length), 0);
  if (found.length === 0) {
    return (
      <ViewNotice role="status">
        <h2>
          None of {formatCounted(rowCount, "endpoint")} is called {find}
        </h2>
        <p>Escape in the field shows all of them.</p>
      </ViewNotice>
    );
  }
  const folded = new Set(view.fold);
  return (
    <div className="answer-scroll">
      <ServiceTable
        sort={sort}
        isReversed={isReversed}
        onSort={onSort}
        scale={frame.scale}
        bounds={figures}
        nowSec={nowSec}
        isStale={isStale}
      >
        {by === "endpoint"
          ? sortRows(found.flatMap(rowsOf), sort, isReversed).map((row) => (
              <EndpointRow key={row.key} row={row} frame={frame} withService />
            ))
          : sortServices(found, sort, isReversed).map((service) => (
              <ServiceGroup
                key={service.key}
                service={service}
                isFolded={folded.has(service.key)}
                onFold={onFold}
                frame={frame}
              />
            ))}
      </ServiceTable>
      {figures.others > 0 ? (
        <p className="services-others">{formatCounted(figures.others, "rarer endpoint")} not shown</p>
      ) : null}
    </div>
  );
}

/** A service without endpoints is a row of its own. */
function rowsOf(service: ServiceRow) {
  return service.endpoints.length > 0 ? service.endpoints : [service];
}
