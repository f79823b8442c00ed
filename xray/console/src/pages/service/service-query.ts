import type { FigureQuery } from "xray-local/console-wire/figures.ts";
import { earlierSets } from "../../api/earlier-sets.ts";
import { columnSecOf } from "../../api/use-figures.ts";
import type { Bounds } from "../../api/use-figures.ts";
import type { Against } from "../../lib/against.ts";
import type { Brush } from "../../links.ts";
import { serviceSet } from "../../service-link.ts";
import type { ServiceQuestion } from "../../service-link.ts";

/** In the order of the groups of `requestsQuery`. */
export const WHOLE = 0;
export const CALLERS = 1;
export const VERSIONS = 2;
export const ENDPOINTS = 3;

/** In the order of the groups of `callsQuery`. */
export const BY_CALL = 0;
export const BY_TARGET = 1;

const EXAMPLES = 5;

/** Its rates, percentiles, heatmap, versions, callers and examples; of a whole service its endpoints too. */
export function requestsQuery(question: ServiceQuestion, bounds: Bounds): FigureQuery {
  return {
    of: "requests",
    sets: [serviceSet(question, bounds)],
    columnSec: columnSecOf(bounds),
    rows: true,
    examples: EXAMPLES,
    groups: [
      { by: wholeOf(question), limit: 1, series: true, change: true },
      { by: ["caller", "callerEndpoint"], limit: 50, change: true },
      { by: ["service", "version"], limit: 50, sort: "last" },
      ...(question.subject.endpoint === ""
        ? [{ by: ["service", "endpoint"] as const, limit: 200, series: true, change: true }]
        : []),
    ],
  };
}

/** What that is compared with; not for `none`. */
export function earlierQuery(question: ServiceQuestion, against: Against, bounds: Bounds): FigureQuery {
  const sets = earlierSets(against, serviceSet(question, bounds));
  const endpoints =
    question.subject.endpoint === "" ? [{ by: ["service", "endpoint"] as const, limit: 200 }] : [];
  return {
    of: "requests",
    sets,
    groups: [
      { by: wholeOf(question), limit: 1 },
      { by: ["caller", "callerEndpoint"], limit: 50 },
      // In the place of the versions.
      { by: ["version"], limit: 1 },
      ...endpoints,
    ],
  };
}

/** What its responses are made of. */
export function partsQuery(question: ServiceQuestion, bounds: Bounds): FigureQuery {
  return {
    of: "parts",
    sets: [serviceSet(question, bounds)],
    columnSec: columnSecOf(bounds),
    groups: [
      { by: ["kind", "target"], limit: 200, sort: "time", series: true },
      { by: ["call"], limit: 100, sort: "time", series: true },
    ],
  };
}

/** Each call that it made. */
export function callsQuery(question: ServiceQuestion, bounds: Bounds): FigureQuery {
  return {
    of: "calls",
    sets: [serviceSet(question, bounds)],
    columnSec: columnSecOf(bounds),
    groups: [
      { by: ["call"], limit: 100, sort: "time", series: true },
      { by: ["kind", "target"], limit: 100, sort: "time", change: true },
    ],
  };
}

/** Of which calls those of failed requests failed. */
export function failedCallsQuery(question: ServiceQuestion, bounds: Bounds): FigureQuery {
  return {
    of: "calls",
    sets: [{ ...serviceSet(question, bounds), outcomes: ["fault"] }],
    groups: [{ by: ["target"], limit: 10 }],
  };
}

export function exceptionsQuery(question: ServiceQuestion, bounds: Bounds): FigureQuery {
  return {
    of: "exceptions",
    sets: [serviceSet(question, bounds)],
    groups: [{ by: ["exception"], limit: 20 }],
  };
}

/** All endpoints of the service, by which keys walk. */
export function siblingsQuery({ subject, filter }: ServiceQuestion, bounds: Bounds): FigureQuery {
  return {
    of: "requests",
    sets: [serviceSet({ subject: { ...subject, endpoint: "" }, filter }, bounds)],
    groups: [{ by: ["endpoint"], limit: 300 }],
  };
}

/** The requests inside a brush. */
export function brushQuery(question: ServiceQuestion, bounds: Bounds, brush: Brush): FigureQuery {
  const { startSec, endSec, minResponseSec, maxResponseSec } = brush;
  return {
    of: "requests",
    sets: [
      {
        ...serviceSet(question, bounds),
        brush: {
          startSec,
          endSec,
          fromDurationSec: minResponseSec,
          // Half open there, and not here.
          toDurationSec: maxResponseSec + 1e-6,
        },
      },
    ],
  };
}

function wholeOf({ subject }: ServiceQuestion): readonly ["service"] | readonly ["service", "endpoint"] {
  return subject.endpoint === "" ? ["service"] : ["service", "endpoint"];
}
