import { useMemo } from "react";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import { columnSecOf, useFigures } from "../../api/use-figures.ts";
import type { Bounds, FiguresOf } from "../../api/use-figures.ts";
import { withGroup } from "../../filter-box/effective-filter.ts";
import { DEFAULT_AGAINST } from "../../lib/against.ts";
import type { Brush, Scope } from "../../links.ts";
import type { ServiceSubject } from "../../service-link.ts";
import { useHeld } from "../../answers/use-held.ts";
import { responseLayers } from "./response-layers.ts";
import type { ResponseLayer } from "./response-layers.ts";
import { toServiceModel } from "./service-model.ts";
import type { ServiceModel } from "./service-model.ts";
import {
  brushQuery,
  callsQuery,
  earlierQuery,
  exceptionsQuery,
  failedCallsQuery,
  partsQuery,
  requestsQuery,
  siblingsQuery,
} from "./service-query.ts";

export interface ServiceFigures {
  /** Undefined until they are added up. */
  model: ServiceModel | undefined;
  bounds: Bounds;
  columnSec: number;
  /** What is told of requests; the rest comes when it comes. */
  requests: FiguresOf;
  parts: SetFigures | undefined;
  layers: readonly ResponseLayer[] | undefined;
  /** From when on layers are told, epoch seconds; undefined: of the whole range. */
  sinceSec: number | undefined;
  calls: SetFigures | undefined;
  exceptions: SetFigures | undefined;
  failedCalls: SetFigures | undefined;
  brushed: SetFigures | undefined;
  /** Names of all endpoints of the service, in their order. */
  siblings: readonly string[];
}

const NO_BOUNDS: Bounds = { startSec: 0, endSec: 1 };

/** All that the view of a service or an endpoint tells. */
export function useServiceFigures(
  subject: ServiceSubject,
  scope: Scope,
  brush: Brush | undefined,
): ServiceFigures {
  const { range, against = DEFAULT_AGAINST } = scope;
  const filter = withGroup("", scope.group);
  const question = { subject, filter };
  const key = [subject.service, subject.type, subject.endpoint, filter];
  const requests = useFigures(["requests", ...key], range, (bounds) => requestsQuery(question, bounds));
  const earlier = useFigures(
    ["earlier requests", ...key, against],
    range,
    against === "none" ? undefined : (bounds) => earlierQuery(question, against, bounds),
  );
  const isWaiting =
    against !== "none" && earlier.error === null && (earlier.data === undefined || earlier.isStale);
  // What changed is told first: the rest would share the server with it.
  const isTold = requests.data !== undefined && !requests.isStale && !isWaiting;
  const then = (toQuery: typeof partsQuery) =>
    isTold ? (bounds: Bounds) => toQuery(question, bounds) : undefined;
  const parts = useFigures(["parts", ...key], range, then(partsQuery));
  const calls = useFigures(["calls", ...key], range, then(callsQuery));
  const exceptions = useFigures(["exceptions", ...key], range, then(exceptionsQuery));
  const siblings = useFigures(
    ["endpoints", subject.service, subject.type, filter],
    range,
    // Also while another of them is opened, so that one can go on.
    requests.data === undefined ? undefined : (bounds) => siblingsQuery(question, bounds),
  );
  const brushed = useFigures(
    ["brushed", ...key, brush],
    range,
    brush === undefined ? undefined : (bounds) => brushQuery(question, bounds, brush),
  );
  const told = useMemo(() => {
    const set = requests.data?.answer.sets[0];
    if (requests.data === undefined || set === undefined || isWaiting) return undefined;
    return toServiceModel(set, earlier.data?.answer.sets ?? [], requests.data.bounds);
  }, [requests.data, earlier.data, isWaiting]);
  const model = useHeld(told);
  const faultsAtSec = model?.row?.changes.faults?.atSec;
  const isFailing = model?.row?.changes.faults?.kind === "failing";
  const failedCalls = useFigures(
    ["failed calls", ...key, faultsAtSec],
    range,
    isFailing
      ? ({ startSec, endSec }) =>
          failedCallsQuery(question, { startSec: Math.min(endSec, faultsAtSec ?? startSec), endSec })
      : undefined,
  );
  const setOf = ({ data, isStale }: FiguresOf) => (isStale ? undefined : data?.answer.sets[0]);
  const sinceSec = model?.row?.changes.pace?.atSec ?? model?.row?.changes.faults?.atSec;
  const partSet = setOf(parts);
  const layers = useMemo(() => {
    const columns = model?.set.columns;
    if (partSet === undefined || columns === undefined) return undefined;
    const from = sinceSec === undefined ? 0 : Math.round((sinceSec - columns.startSec) / columns.columnSec);
    return responseLayers(partSet, columns.count, subject.service, from);
  }, [partSet, model, sinceSec, subject.service]);
  const bounds = requests.data?.bounds ?? NO_BOUNDS;
  return {
    model,
    bounds,
    columnSec: columnSecOf(bounds),
    requests: {
      ...requests,
      isStale: requests.isStale || isWaiting,
      isAdding: requests.isAdding || isWaiting,
    },
    parts: partSet,
    layers,
    sinceSec,
    calls: setOf(calls),
    exceptions: setOf(exceptions),
    failedCalls: setOf(failedCalls),
    brushed: setOf(brushed),
    siblings: useMemo(
      () => (siblings.data?.answer.sets[0]?.groups[0]?.groups ?? []).flatMap(({ values }) => values[0] ?? []),
      [siblings.data],
    ),
  };
}
