import { splitServiceKey } from "xray-local/model/trace-topology.ts";
import type {
  FigureAnswer,
  FigureField,
  FigureQuery,
  GroupFigures,
} from "xray-local/console-wire/figures.ts";
import { addCondition, quoteString } from "xray-local/filter/format-filter.ts";
import { formatCounted } from "../lib/format.ts";
import { tracesPath } from "../links.ts";
import type { Scope } from "../links.ts";
import { annotationCondition, serviceCondition, urlCondition } from "../traces/refiner-conditions.ts";
import type { Command } from "./commands.ts";

interface FoundKind {
  kind: Extract<Command["kind"], "Service" | "URL" | "User" | "Annotation">;
  field: FigureField;
  /** Undefined where no expression can say it. */
  conditionOf: (value: string, group: GroupFigures) => string | undefined;
}

/** More find their way by the filter. */
const MOST = 200;

const KINDS: readonly FoundKind[] = [
  { kind: "Service", field: "service", conditionOf: (key) => serviceCondition(splitServiceKey(key)[0]) },
  { kind: "URL", field: "url", conditionOf: (template) => urlCondition(template, true) },
  { kind: "User", field: "user", conditionOf: (user) => `user = ${quoteString(user)}` },
  {
    kind: "Annotation",
    field: "annotation",
    conditionOf: (_, { annotation }) => annotation && annotationCondition(annotation.key, annotation.value),
  },
];

/** What the palette asks for of a range. */
export function foundQuery(bounds: { startSec: number; endSec: number }): FigureQuery {
  return { sets: [bounds], groups: KINDS.map(({ field }) => ({ by: [field], limit: MOST })) };
}

/** Commands that add what was found to the filter: services, URLs, users and annotations of the range. */
export function foundCommands({ sets }: FigureAnswer, scope: Scope, filter: string): readonly Command[] {
  const seen = new Set<string>();
  return KINDS.flatMap(({ kind, conditionOf }, index) =>
    (sets[0]?.groups[index]?.groups ?? []).flatMap((group): Command[] => {
      const [value = ""] = group.values;
      const condition = conditionOf(value, group);
      const title = kind === "Service" ? splitServiceKey(value)[0] : value;
      if (condition === undefined || seen.has(`${kind} ${title}`)) return [];
      seen.add(`${kind} ${title}`);
      const to = tracesPath(scope, { filter: addCondition(filter, condition) });
      return [{ kind, title, hint: formatCounted(group.count, "trace"), to }];
    }),
  );
}
