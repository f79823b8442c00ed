import assert from "node:assert/strict";
import type { Run } from "../client.ts";
import type { Plan, Workspace } from "./workspace.ts";

/** Resources that share a row of the matrix. */
export interface Subject {
  row: string;
  /** Address in the state → id to import it by. */
  resources: Readonly<Record<string, () => Promise<string>>>;
  /** Rejects unless the server has what the first apply was to make; the next three likewise. */
  isCreated: () => Promise<void>;
  /** Absent where an update is a matter of its own. */
  isChanged?: () => Promise<void>;
  /** Absent where the resource has no tags. */
  isTagged?: () => Promise<void>;
  isDestroyed: () => Promise<void>;
}

/** Arguments of Terraform. */
export interface Variables {
  always: readonly string[];
  change: readonly string[];
  tags: readonly string[];
}

/** What a step was going to do, and what a plan after it would still do. */
interface Step {
  planned: Plan;
  left: Plan;
}

const IMPORTS = "imports.tf";

/** Creates, changes, tags, forgets, imports and destroys; after each step Terraform has to find nothing to do. */
export async function checkLifecycle(
  run: Run,
  workspace: Workspace,
  subjects: readonly Subject[],
  variables: Variables,
  beforeDestroying?: (values: readonly string[]) => Promise<void>,
): Promise<void> {
  const changed = [...variables.always, ...variables.change];
  const tagged = [...changed, ...variables.tags];
  const apply = async (values: readonly string[]): Promise<Step> => ({
    planned: await workspace.apply(values),
    left: await workspace.plan(values),
  });
  const check = async <T>(
    column: string,
    act: () => Promise<T>,
    judge: (subject: Subject, result: T) => Promise<void> | void,
    concerned = subjects,
  ): Promise<void> => {
    const acting = act();
    await acting.catch(() => undefined);
    for (const subject of concerned) {
      await run.check(subject.row, async () => judge(subject, await acting), column);
    }
  };

  let left: Plan = new Map();
  await check(
    "create",
    async () => {
      ({ left } = await apply(variables.always));
    },
    ({ isCreated }) => isCreated(),
  );
  await check(
    "second plan",
    () => Promise.resolve(left),
    (subject, plan) => assertPlan(plan, subject, "no-op"),
  );
  await check(
    "update in place",
    () => apply(changed),
    async (subject, step) => {
      await subject.isChanged?.();
      assertUpdate(step, subject);
    },
    subjects.filter(({ isChanged }) => isChanged),
  );
  await check(
    "tags",
    () => apply(tagged),
    async (subject, step) => {
      await subject.isTagged?.();
      assertUpdate(step, subject);
    },
    subjects.filter(({ isTagged }) => isTagged),
  );
  await check(
    "import",
    () => importAll(workspace, subjects, tagged),
    (subject, plan) => assertPlan(plan, subject, "no-op"),
  );
  await beforeDestroying?.(tagged);
  await check(
    "destroy",
    () => workspace.run("apply", "-destroy", "-auto-approve", ...tagged),
    ({ isDestroyed }) => isDestroyed(),
  );
}

/** Forgets what is in the state and takes it in again by its ids. Returns what a plan would still do. */
async function importAll(
  workspace: Workspace,
  subjects: readonly Subject[],
  values: readonly string[],
): Promise<Plan> {
  const resources = subjects.flatMap((subject) => Object.entries(subject.resources));
  const blocks = await Promise.all(
    resources.map(
      async ([address, id]) => `import {\n  to = ${address}\n  id = ${JSON.stringify(await id())}\n}\n`,
    ),
  );
  await workspace.run("state", "rm", ...resources.map(([address]) => address));
  await workspace.write(IMPORTS, blocks.join("\n"));
  await workspace.apply(values);
  await workspace.write(IMPORTS, "");
  return workspace.plan(values);
}

function assertUpdate({ planned, left }: Step, subject: Subject): void {
  assertPlan(planned, subject, "update");
  assertPlan(left, subject, "no-op");
}

function assertPlan(plan: Plan, subject: Subject, expected: string): void {
  for (const address of Object.keys(subject.resources)) assert.equal(plan.get(address), expected, address);
}
