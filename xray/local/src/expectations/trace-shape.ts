import { toInert } from "../text/format-text.ts";
import { nameOf, stepsOf } from "../text/timeline.ts";
import type { TraceStep } from "../trace/trace-step.ts";

/** How often each step occurs in a trace, by the name that `xray-local show` prints. */
export function countSteps(steps: readonly TraceStep[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const step of steps) counts.set(nameOf(step), (counts.get(nameOf(step)) ?? 0) + 1);
  return counts;
}

/** Calls to others (with a namespace), by name and statement: repeated in one trace, they are an N+1. */
export function countCalls(steps: readonly TraceStep[]): ReadonlyMap<string, number> {
  return countSteps(
    steps.filter(
      ({ kind, entity }) => kind === "subsegment" && "namespace" in entity && entity.namespace !== undefined,
    ),
  );
}

/**
 * What a trace consists of, without ids and times, as a tree for review:
 *
 *     backend-flask GET /api/activities/home 200
 *       cruddur@db SELECT * FROM activities
 *
 * Alike siblings are one line (`×3`). Siblings are sorted by name, because concurrent steps come in any order. Ids in
 * paths are `:id`.
 */
export function toTraceShape(documents: readonly string[]): string {
  const steps = stepsOf(documents);
  const roots = steps.filter(({ parent }) => parent === undefined);
  return toLines(roots, 0).join("\n");
}

function toLines(siblings: readonly TraceStep[], depth: number): readonly string[] {
  const blocks = siblings.map((step) => [
    `${"  ".repeat(depth)}${toLabel(step)}`,
    ...toLines([...step.children, ...step.callees], depth + 1),
  ]);
  const counts = new Map<string, number>();
  for (const block of blocks) counts.set(block.join("\n"), (counts.get(block.join("\n")) ?? 0) + 1);
  return [...counts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([block, times]) => (times === 1 ? block : block.replace(/$/m, ` ×${times}`)).split("\n"));
}

function toLabel(step: TraceStep): string {
  const { entity } = step;
  const method = entity.http?.request?.method;
  const status = entity.http?.response?.status;
  const outcome =
    entity.fault === true
      ? "fault"
      : entity.throttle === true
        ? "throttle"
        : entity.error === true
          ? "error"
          : "";
  const name = nameOf(step);
  const at = method === undefined ? -1 : name.indexOf(" /");
  const named = at < 0 ? name : `${name.slice(0, at)} ${method}${name.slice(at)}`;
  const parts = [withoutIds(named), status, outcome].filter((part) => part !== undefined && part !== "");
  return toInert(parts.join(" "));
}

/** Replaces numbers, UUIDs and long hexadecimal words in paths: `/cruds/41/replies` → `/cruds/:id/replies`. */
function withoutIds(text: string): string {
  return text.replaceAll(
    /\/(?:\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,})(?=\/|\s|$)/gi,
    "/:id",
  );
}
