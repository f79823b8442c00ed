import type { Difference } from "xray-local/console-wire/figures.ts";
import { chosenFields } from "../sets/chosen-fields.ts";
import { ALIKE, gapOf } from "../sets/sets-verdict.ts";
import { ALL } from "../sets/set-text.ts";
import type { SetsView } from "../sets/sets-view.ts";
import type { ErrorKind } from "./error-kinds.ts";

const MOST = 4;

/** The traces with a kind, and the ok traces without it through the service that threw it. */
export function setsOfKind({
  key,
  way,
}: Pick<ErrorKind, "key" | "way">): Pick<SetsView, "filter" | "a" | "b" | "hold"> {
  const [service] = way;
  return {
    filter: "",
    a: { ...ALL, conditions: [{ field: "exception", value: key }] },
    b: {
      ...ALL,
      filter: "ok",
      conditions: [
        { field: "exception", value: key, not: true },
        ...(service === undefined ? [] : [{ field: "service" as const, value: service }]),
      ],
    },
    hold: [],
  };
}

/** What the first set has more of, then what all of both have, which is no reason. */
export function sharedBy(
  differences: readonly Difference[],
  view: Pick<SetsView, "a" | "b">,
): readonly Difference[] {
  const chosen = chosenFields([view.a, view.b]);
  const told = differences.filter(({ field, value }) => !chosen.has(field) && value !== "");
  const more = told.filter(
    (each) => each.shares[0] > each.shares[1] && gapOf(each) >= ALIKE && each.sameAs === undefined,
  );
  const both = told.filter(({ shares: [inA, inB], field }) => inA === 1 && inB === 1 && field !== "service");
  return [...more, ...both].slice(0, MOST);
}
