import { addCondition, quoteString } from "xray-local/filter/format-filter.ts";
import { readFilter } from "../filter-box/read-filter.ts";
import { readTraceReference } from "xray-local/protocol/trace-reference.ts";
import { setsPath, tracePath, tracesPath, viewPath } from "../links.ts";
import type { Scope } from "../links.ts";
import { RANGE_CHOICES } from "../lib/time-range.ts";
import { valuesOfList } from "../sets/sets-view.ts";
import { VIEWS } from "../views.ts";

/** A command of the palette: opens a URL, or does something. */
export interface Command {
  kind:
    | "View"
    | "Filter"
    | "Group"
    | "Range"
    | "Trace"
    | "Action"
    | "Service"
    | "URL"
    | "User"
    | "Annotation";
  title: string;
  /** At the right of the title: the expression, the key, the path. */
  hint: string;
  to?: string;
  action?: "pause" | "shortcuts";
}

export interface CommandContext {
  scope: Scope;
  filter: string;
  groups: readonly string[];
  paused: boolean;
}

const FILTERS: readonly (readonly [title: string, condition: string])[] = [
  ["Only faults", "fault"],
  ["Only errors", "error"],
  ["Only throttled", "throttle"],
  ["Only slower than 100 ms", "responsetime > 0.1"],
  ["Only slower than 1 s", "responsetime > 1"],
  ["Only traces with a connection wait", "annotation.wait = true"],
  ["Only traces in progress", "partial"],
];

export function allCommands({ scope, filter, groups, paused }: CommandContext): readonly Command[] {
  const { conditions } = readFilter(filter);
  const filters = FILTERS.filter(([, condition]) => !conditions.has(condition));
  return [
    ...VIEWS.map(({ id, label, key }): Command => ({
      kind: "View",
      title: label,
      hint: `G ${key.toUpperCase()}`,
      to: viewPath(id, scope),
    })),
    { kind: "View", title: "Compare sets", hint: "D", to: setsPath(scope, valuesOfList(filter)) },
    ...filters.map(([title, condition]): Command => {
      const next = addCondition(filter, condition);
      return { kind: "Filter", title, hint: condition, to: tracesPath(scope, { filter: next }) };
    }),
    { kind: "Filter", title: "All traces, no filter", hint: "", to: tracesPath(scope) },
    ...groups.map((group): Command => ({
      kind: "Group",
      title: `${group} only`,
      hint: `group.name = ${quoteString(group)}`,
      to: tracesPath({ ...scope, group: group === "Default" ? "" : group }, { filter }),
    })),
    ...RANGE_CHOICES.map(({ durationSec, label }): Command => ({
      kind: "Range",
      title: label,
      hint: "",
      to: tracesPath({ ...scope, range: { kind: "last", durationSec } }, { filter }),
    })),
    {
      kind: "Action",
      title: paused ? "Resume live updates" : "Pause live updates",
      hint: "Space",
      action: "pause",
    },
    { kind: "Action", title: "Shortcuts", hint: "?", action: "shortcuts" },
  ];
}

/**
 * The commands whose title or hint has every typed word: first those whose title begins with it, then those with words
 * that do. A trace id opens its trace.
 */
export function findCommands(commands: readonly Command[], typed: string, scope: Scope): readonly Command[] {
  const text = typed.trim().toLowerCase();
  const trace = readTraceReference(typed);
  if (trace !== undefined) {
    return [{ kind: "Trace", title: `Open ${trace.id}`, hint: "", to: tracePath(trace.id, scope) }];
  }
  const words = text.split(/\s+/);
  const matches = commands.filter((command) => words.every((word) => haystackOf(command).includes(word)));
  const rank = (command: Command) => {
    if (command.title.toLowerCase().startsWith(text)) return 0;
    const whole = haystackOf(command).split(/[^a-z0-9]+/);
    return words.every((word) => whole.some((each) => each.startsWith(word))) ? 1 : 2;
  };
  return matches.toSorted((a, b) => rank(a) - rank(b));
}

function haystackOf({ kind, title, hint }: Command): string {
  return `${kind} ${title} ${hint}`.toLowerCase();
}
