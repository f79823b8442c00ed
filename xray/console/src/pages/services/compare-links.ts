import { formatCount } from "../../lib/format.ts";
import { setsPath, tracesPath } from "../../links.ts";
import type { Brush, Scope } from "../../links.ts";
import type { ServiceSubject } from "../../service-link.ts";
import { ALL } from "../../sets/set-text.ts";
import { setsValues } from "../../sets/sets-view.ts";
import type { Change } from "./change.ts";
import { subjectFilter } from "./service-filter.ts";
import { ANY_RESPONSE_SEC, brushFrom } from "./worse-list.ts";

/** Compares the traces of a brush with the rest of the range. The lengths of a brush are those of the request, not of its trace. */
export function compareWithRest(
  subject: ServiceSubject,
  scope: Scope,
  { startSec, endSec, minResponseSec, maxResponseSec }: Brush,
): string {
  const lengths = [
    ...(minResponseSec > 0 ? [`responsetime >= ${minResponseSec}`] : []),
    ...(maxResponseSec < ANY_RESPONSE_SEC ? [`responsetime <= ${maxResponseSec}`] : []),
  ];
  const filter = lengths.length === 0 ? "" : subjectFilter(subject, lengths);
  const a = { ...ALL, filter, brush: { startSec, endSec } };
  return setsPath(scope, setsValues({ filter: subjectFilter(subject), a, b: { kind: "rest" } }));
}

/** Where a change leads: what failed in the list, what got slower compared with before. */
export function changeLink(
  subject: ServiceSubject,
  scope: Scope,
  { kind, atSec, since }: Change,
  endSec: number,
  compareWords = "Compare before and after",
): { to: string; words: string } {
  const brush = atSec === undefined ? undefined : brushFrom(atSec, endSec);
  if (kind === "failing") {
    const { fault } = since.outcomes;
    return {
      to: tracesPath(scope, { filter: subjectFilter(subject, ["fault"]), brush }),
      words: fault === 1 ? "Show it" : `Show the ${formatCount(fault)}`,
    };
  }
  if (brush === undefined) {
    return { to: tracesPath(scope, { filter: subjectFilter(subject) }), words: "Show its traces" };
  }
  return { to: compareWithRest(subject, scope, brush), words: compareWords };
}
