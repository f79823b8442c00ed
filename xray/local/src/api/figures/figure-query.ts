import type { FigureField, FigureQuery } from "../../console-wire/figures.ts";
import { parseJson } from "../../protocol/raw-json.ts";
import { invalidRequest } from "../model/errors.ts";
import { boolean, integer, list, map, number, oneOf, required, string, structure } from "../model/shape.ts";
import { validate } from "../model/validate.ts";

const MAX_COLUMNS = 400;
const MAX_GROUPS = 1000;
const MAX_EXAMPLES = 50;

const FIELDS = [
  "service",
  "endpoint",
  "url",
  "method",
  "status",
  "outcome",
  "user",
  "version",
  "caller",
  "callerEndpoint",
  "entryPoint",
  "rootCause",
  "mostOfIt",
  "call",
  "kind",
  "target",
  "statement",
  "awsCall",
  "remoteCall",
  "exception",
  "userAgent",
  "clientIp",
  "instance",
  "zone",
  "annotation",
] as const satisfies readonly FigureField[];

const field = string({ pattern: new RegExp(`^(?:${FIELDS.join("|")}|annotation\\..+)$`, "s"), max: 500 });

const shape = structure({
  of: oneOf("traces", "requests", "calls", "parts", "exceptions"),
  sets: required(
    list(
      structure({
        startSec: required(number()),
        endSec: required(number()),
        filter: string(),
        where: map(field, string()),
        conditions: list(
          structure({
            field: required(field),
            value: required(string()),
            atLeast: boolean(),
            not: boolean(),
          }),
          { max: 20 },
        ),
        outcomes: list(oneOf("ok", "error", "throttle", "fault")),
        brush: structure({
          startSec: number(),
          endSec: number(),
          fromDurationSec: number(),
          toDurationSec: number(),
        }),
        rest: boolean(),
      }),
      { min: 1, max: 2 },
    ),
  ),
  columnSec: number({ min: 1 }),
  rows: boolean(),
  examples: integer({ min: 1, max: MAX_EXAMPLES }),
  groups: list(
    structure({
      by: required(list(field, { min: 1, max: 4 })),
      limit: integer({ min: 1, max: MAX_GROUPS }),
      sort: oneOf("count", "time", "faults", "last"),
      series: boolean(),
      change: boolean(),
    }),
    { max: 40 },
  ),
  compare: boolean(),
  ever: boolean(),
});

/** Reads a query from its JSON. Throws InvalidRequestException with what is wrong where. */
export function parseFigureQuery(text: string | null): FigureQuery {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape names the members of the type, patterns its fields
  const query = validate(shape, readJson(text)) as FigureQuery;
  for (const [index, { startSec, endSec }] of query.sets.entries())
    checkRange(query, index, endSec - startSec);
  return query;
}

function checkRange({ columnSec, sets, groups = [] }: FigureQuery, index: number, lengthSec: number): void {
  if (!(lengthSec >= 0)) throw invalidRequest(`sets[${index}]: endSec must not be before startSec`);
  if (columnSec === undefined) {
    if (groups.some(({ series, change }) => series === true || change === true)) {
      throw invalidRequest("columnSec is needed for series and change");
    }
    return;
  }
  if (lengthSec / columnSec > MAX_COLUMNS) {
    const least = Math.ceil(lengthSec / MAX_COLUMNS);
    throw invalidRequest(
      `columnSec must be ${least} or more for the range of sets[${index}] of ${sets.length}`,
    );
  }
}

function readJson(text: string | null): unknown {
  if (text === null) throw invalidRequest("query is missing: a FigureQuery as JSON");
  const value = parseJson(text);
  if (value === undefined) throw invalidRequest("query is no JSON");
  return value;
}
