import { expect, test } from "vitest";
import { changesOf, resourcesOfPlan, resourcesOfState } from "./resources.ts";
import type { PlanDocument } from "./resources.ts";

const update = (before: object, after: object, unknown: object = {}) => ({
  address: "aws_lb.this",
  type: "aws_lb",
  mode: "managed" as const,
  change: { actions: ["update"], before: { ...before }, after: { ...after }, after_unknown: { ...unknown } },
});

test("a plan that leaves everything as it is changes nothing", () => {
  const same = {
    ...update({ a: 1 }, { a: 1 }),
    change: { actions: ["no-op"], before: { a: 1 }, after: { a: 1 } },
  };
  expect(changesOf({ resource_changes: [same] })).toEqual(new Map());
});

test("members that a plan would change are told, and those that are known only later", () => {
  const plan = { resource_changes: [update({ a: 1, b: [1], c: 1 }, { a: 1, b: [2] }, { c: true })] };
  expect(changesOf(plan)).toEqual(new Map([["aws_lb.this", ["b", "c"]]]));
});

test("what would be made anew, for the first time or no longer be there is told as that", () => {
  const [made, gone, anew] = [update({}, {}), update({}, {}), update({ a: 1 }, { a: 2 })];
  const plan: PlanDocument = {
    resource_changes: [
      { ...made, address: "made", change: { actions: ["create"], before: null, after: {} } },
      { ...gone, address: "gone", change: { actions: ["delete"], before: {}, after: null } },
      { ...anew, address: "anew", change: { ...anew.change, actions: ["delete", "create"] } },
    ],
  };
  expect(Object.fromEntries(changesOf(plan))).toEqual({
    made: ["created"],
    gone: ["deleted"],
    anew: ["replaced", "a"],
  });
});

test("resources of modules count, and documents that are read before and while a plan is applied", () => {
  const document = { type: "aws_iam_policy_document", values: { json: "{}" } };
  const plan: PlanDocument = {
    planned_values: {
      root_module: {
        child_modules: [{ resources: [{ address: "module.a.aws_lb.x", type: "aws_lb", values: {} }] }],
      },
    },
    prior_state: {
      values: {
        root_module: { resources: [{ address: "data.aws_iam_policy_document.early", ...document }] },
      },
    },
    resource_changes: [
      {
        address: "data.aws_iam_policy_document.late",
        type: document.type,
        mode: "data",
        change: { actions: ["read"], before: null, after: {} },
      },
    ],
  };
  expect(resourcesOfPlan(plan).map(({ address }) => address)).toEqual([
    "module.a.aws_lb.x",
    "data.aws_iam_policy_document.early",
    "data.aws_iam_policy_document.late",
  ]);
  expect(resourcesOfState({})).toEqual([]);
});
