import assert from "node:assert/strict";
import type { Run } from "../client.ts";
import { CHANGE, CREATE, findPolicy, makeSubjects, TAG } from "./subjects.ts";
import type { Subject } from "./subjects.ts";
import type { Plan } from "./run-terraform.ts";
import type { Workspace } from "./workspace.ts";

/** What a step was going to do, and what a plan after it would still do. */
interface Step {
  done: Plan;
  left: Plan;
}

/** Checks what one command did to each subject, under one column. */
type CheckStep = <T>(
  column: string,
  act: () => Promise<T>,
  judge: (subject: Subject, result: T) => Promise<void> | void,
  concerned?: readonly Subject[],
) => Promise<void>;

const IMPORTS = "imports.tf";

/**
 * Creates, changes, tags, removes from the state, imports and destroys; after each step Terraform must find nothing to
 * do.
 */
export async function checkLifecycle(run: Run, workspace: Workspace): Promise<void> {
  const subjects = makeSubjects(run.observer.api);
  const always = [`-var=local_xray_url=${run.server.apiUrl}`];
  const changed = [...always, ...CHANGE];
  const tagged = [...changed, ...TAG];
  const check: CheckStep = async (column, act, judge, concerned = subjects) => {
    const acting = act();
    await acting.catch(() => undefined);
    for (const subject of concerned) {
      await run.check(subject.row, async () => judge(subject, await acting), column);
    }
  };
  const apply = async (values: readonly string[]): Promise<Step> => ({
    done: await workspace.apply(values),
    left: await workspace.plan(values),
  });

  await check(
    "create",
    () => workspace.apply([...always, ...CREATE]),
    ({ isCreated }) => isCreated(),
  );
  await check(
    "second plan",
    () => workspace.plan([...always, ...CREATE]),
    (subject, left) => assertPlanned(left, subject, undefined),
  );
  await check(
    "update in place",
    () => apply(changed),
    async (subject, step) => {
      await subject.isChanged?.();
      assertUpdated(step, subject);
    },
    subjects.filter(({ isChanged }) => isChanged),
  );
  await check(
    "tags",
    () => apply(tagged),
    async (subject, step) => {
      await subject.isTagged?.();
      assertUpdated(step, subject);
    },
    subjects.filter(({ isTagged }) => isTagged),
  );
  await check(
    "import",
    () => importAll(workspace, subjects, tagged),
    (subject, left) => assertPlanned(left, subject, undefined),
  );
  await checkPolicyUpdate(run, workspace, tagged);
  await check(
    "destroy",
    () => workspace.run("apply", "-destroy", "-auto-approve", ...tagged),
    ({ isDestroyed }) => isDestroyed(),
  );
}

/** Removes everything from the state and imports it again by its ids. Returns what a plan would still do. */
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

/** Separate from the others, because the provider 5.100 fails there, whatever the server answers. */
async function checkPolicyUpdate(
  { check, cannot, observer }: Run,
  workspace: Workspace,
  values: readonly string[],
): Promise<void> {
  const row = "aws_xray_resource_policy";
  const column = "update in place";
  const applied = workspace.apply([...values, "-var=is_policy_changed=true"]);
  const failure = await applied.then(
    () => "",
    (error: unknown) => String(error),
  );
  if (/bug in the provider/.test(failure)) {
    const reason = `AWS provider ${workspace.providerVersion} breaks off, which Terraform calls a bug in the provider`;
    cannot(row, reason, column);
    return;
  }
  const judge = async (): Promise<void> => {
    assert.equal((await applied).get("aws_xray_resource_policy.sns"), "update");
    assert.match((await findPolicy(observer.api)) ?? "", /"Changed"/);
  };
  await check(row, judge, column);
}

function assertUpdated({ done, left }: Step, subject: Subject): void {
  assertPlanned(done, subject, "update");
  assertPlanned(left, subject, undefined);
}

function assertPlanned(plan: Plan, { resources }: Subject, expected: "update" | undefined): void {
  for (const address of Object.keys(resources)) assert.equal(plan.get(address), expected, address);
}
