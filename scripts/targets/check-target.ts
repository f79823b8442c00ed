import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { versionOf } from "../../xray/local/conformance/program.ts";
import { findExposureProblems } from "./checks/exposure.ts";
import { findPolicyProblems } from "./checks/policies.ts";
import { readAccess } from "./configuration/access.ts";
import { changesOf, resourcesOfPlan, resourcesOfState } from "./configuration/resources.ts";
import type { PlanDocument, Resource, StateDocument } from "./configuration/resources.ts";
import { openWorkspace } from "./configuration/workspace.ts";
import type { Workspace } from "./configuration/workspace.ts";
import { leadTo } from "./emulators/emulator.ts";
import { startMoto } from "./emulators/moto.ts";
import { createLog } from "./log.ts";
import type { Log } from "./log.ts";
import type { TargetReport } from "./report.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Emulated, Emulation, Target } from "./target.ts";

/** Tries a target out as far as this machine can. Never rejects: what goes wrong is a failed check. */
export async function checkTarget(target: Target, surroundings: Surroundings): Promise<TargetReport> {
  const log = createLog();
  const missing = await findMissingTools(surroundings);
  if (missing !== undefined) {
    log.skip("mocked", "configuration", missing);
    return { id: target.id, title: target.title, checks: log.checks() };
  }
  const workspace = await log.check("mocked", "terraform init", async () => {
    const opened = await openWorkspace(join("targets", target.id), surroundings.env);
    return { value: opened, detail: `provider ${opened.providerVersion}` };
  });
  if (workspace) {
    try {
      await checkConfiguration(workspace, log);
      const resources = await checkAgainstEmulator(target, workspace, surroundings, log);
      for (const { title, standIns, findMissing, run } of target.runs) {
        const reason = await findMissing(surroundings);
        if (reason === undefined) await log.check("run", title, () => run(surroundings, resources), standIns);
        else log.skip("run", title, reason);
      }
    } finally {
      await workspace.close();
    }
  }
  return { id: target.id, title: target.title, checks: log.checks() };
}

export async function findMissingTools({ env }: Surroundings): Promise<string | undefined> {
  if ((await versionOf("terraform", ["version"], env)) === undefined) return "terraform is not on PATH";
  const python = await versionOf("python3", ["-c", "import venv, ensurepip; print(1)"], env);
  return python === undefined ? "python3 with venv is not on PATH" : undefined;
}

/** Checks format, types and the folder's own tests, which mock the provider. */
export async function checkConfiguration(workspace: Workspace, log: Log): Promise<void> {
  await log.check("mocked", "terraform fmt", () =>
    workspace.run("fmt", "-check", "-recursive").then(() => undefined),
  );
  if (existsSync(join(workspace.folder, "main.tf"))) {
    await log.check("mocked", "terraform validate", () => workspace.run("validate").then(() => undefined));
  }
  await log.check("mocked", "terraform test", async () => {
    const passed = /Success! (\d+) passed, 0 failed\./.exec(await workspace.run("test"));
    assert.ok(passed, "terraform test did not tell how many passed");
    return { value: undefined, detail: `${passed[1]} runs` };
  });
}

/** Applies to an emulator where that is possible, else only plans. Returns what was applied or planned. */
async function checkAgainstEmulator(
  target: Target,
  workspace: Workspace,
  surroundings: Surroundings,
  log: Log,
): Promise<readonly Resource[]> {
  const { emulation } = target;
  const depth = emulation ? "emulated" : "mocked";
  const emulator = await log.check(depth, "emulator", async () => {
    const started = await (emulation?.start ?? startMoto)(surroundings);
    return { value: started, detail: started.name };
  });
  if (!emulator) return [];
  const variables = Object.entries(target.variables).map(([name, value]) => `-var=${name}=${value}`);
  const led = leadTo(emulator);
  const emulated: Emulated = {
    emulator,
    surroundings,
    variables,
    workspace: { ...workspace, run: (...args) => workspace.runWith(led, ...args) },
  };
  try {
    const resources = emulation
      ? await checkLifecycle(emulation, emulated, log)
      : await log.check("mocked", "plan", async () => {
          const plan = await planInto("first.tfplan", emulated);
          return { value: resourcesOfPlan(plan), detail: `${plan.resource_changes?.length ?? 0} resources` };
        });
    if (!resources) return [];
    const access = join(workspace.folder, "access.json");
    await log.check(depth, "policies allow what access.json lists, and no more", async () => {
      assert.deepEqual(findPolicyProblems(resources, readAccess(access)), []);
    });
    await log.check(depth, "nothing is public but what access.json lists", async () => {
      assert.deepEqual(findExposureProblems(resources, readAccess(access)), []);
    });
    return resources;
  } finally {
    await emulator.close();
  }
}

/** Applies, plans again (which must find nothing but the emulator's drifts), destroys. Returns what was applied. */
async function checkLifecycle(
  emulation: Emulation,
  emulated: Emulated,
  log: Log,
): Promise<readonly Resource[] | undefined> {
  const { workspace, variables } = emulated;
  await workspace.withdraw(emulation.withdrawn);
  const resources = await log.check("emulated", "apply", async () => {
    await emulation.prepare?.(emulated);
    await workspace.run("apply", "-auto-approve", ...variables);
    const state = JSON.parse(await workspace.run("show", "-json")) as StateDocument;
    const applied = resourcesOfState(state);
    const managed = applied.filter(({ address }) => !/(^|\.)data\./.test(address));
    return { value: applied, detail: `${managed.length} resources` };
  });
  if (resources) {
    await log.check("emulated", "second plan is empty but for the emulator's drifts", async () => {
      const left = changesOf(await planInto("second.tfplan", emulated));
      assert.deepEqual(Object.fromEntries(left), emulation.drifts);
    });
    const inspect = emulation.inspect?.bind(emulation);
    if (inspect) await log.check("emulated", "inspection", () => inspect(emulated, resources));
  }
  await log.check("emulated", "destroy leaves nothing", async () => {
    await workspace.run("destroy", "-auto-approve", ...variables);
    assert.equal(await workspace.run("state", "list"), "");
  });
  return resources;
}

async function planInto(file: string, { workspace, variables }: Emulated): Promise<PlanDocument> {
  await workspace.run("plan", `-out=${file}`, ...variables);
  return JSON.parse(await workspace.run("show", "-json", file)) as PlanDocument;
}
