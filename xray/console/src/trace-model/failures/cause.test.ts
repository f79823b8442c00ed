import { describe, expect, test } from "vitest";
import { passedOnBy, resolveCause } from "./cause.ts";
import { SENDERS } from "../../testing/make-traces.ts";
import { assembleTraceTree } from "../trace-tree.ts";

describe("resolveCause", () => {
  test.each<[keyof typeof SENDERS, string, string, string]>([
    ["nodeErrorPassedOn", "root", "query", "deadlock detected"],
    ["nodeErrorPassedOn", "handler", "query", "deadlock detected"],
    ["nodeErrorPassedOn", "query", "query", "deadlock detected"],
    ["pythonCauseId", "app", "boto", "no such table"],
  ])("finds in %s what failed %s", (sender, id, recordedAt, message) => {
    const tree = assembleTraceTree(SENDERS[sender]);
    const step = tree.byId.get(id);
    const cause = step && resolveCause(tree, step);
    expect([cause?.recordedAt.id, cause?.exceptions[0]?.message]).toEqual([recordedAt, message]);
  });

  test("knows no cause where none was recorded", () => {
    const tree = assembleTraceTree(SENDERS.backend);
    const step = tree.byId.get("preview");
    expect(step && resolveCause(tree, step)).toBeUndefined();
  });
});

test("passedOnBy lists the steps above that point at the same exception", () => {
  const tree = assembleTraceTree(SENDERS.nodeErrorPassedOn);
  const step = tree.byId.get("query");
  expect(step && passedOnBy(tree, step).map((above) => above.id)).toEqual(["handler", "root"]);
});
