/** A resource or data source, as in `terraform show -json`. */
export interface Resource {
  /** `module.database.aws_db_instance.this` */
  address: string;
  /** `aws_db_instance` */
  type: string;
  values: Readonly<Record<string, unknown>>;
}

interface Module {
  resources?: readonly Resource[];
  child_modules?: readonly Module[];
}

interface Change {
  address: string;
  type: string;
  mode: "managed" | "data";
  change: {
    actions: readonly string[];
    before: Readonly<Record<string, unknown>> | null;
    after: Readonly<Record<string, unknown>> | null;
    after_unknown?: Readonly<Record<string, unknown>>;
  };
}

/** The output of `terraform show -json` for a plan. */
export interface PlanDocument {
  planned_values?: { root_module?: Module };
  prior_state?: { values?: { root_module?: Module } };
  resource_changes?: readonly Change[];
}

/** The output of `terraform show -json` for the state. */
export interface StateDocument {
  values?: { root_module?: Module };
}

export function resourcesOfState({ values }: StateDocument): readonly Resource[] {
  return resourcesOf(values?.root_module);
}

/**
 * What will exist after a plan is applied. Leaves out members that are known only then, so a policy may have actions
 * but no resources yet.
 */
export function resourcesOfPlan(plan: PlanDocument): readonly Resource[] {
  const read = resourcesOf(plan.prior_state?.values?.root_module).filter(({ address }) => isData(address));
  const toRead = (plan.resource_changes ?? []).flatMap(({ address, type, mode, change }) =>
    mode === "data" && change.after ? [{ address, type, values: change.after }] : [],
  );
  return [...resourcesOf(plan.planned_values?.root_module), ...read, ...toRead];
}

/** The members that a plan would change, by the addresses of their resources; `["created"]` for a new resource. */
export function changesOf({
  resource_changes: changes = [],
}: PlanDocument): ReadonlyMap<string, readonly string[]> {
  const left = changes.filter(
    ({ mode, change }) => mode === "managed" && !change.actions.every((action) => action === "no-op"),
  );
  return new Map(left.map(({ address, change }) => [address, changedMembers(change)]));
}

function changedMembers({
  actions,
  before,
  after,
  after_unknown: unknown = {},
}: Change["change"]): readonly string[] {
  if (!before) return ["created"];
  if (!after) return ["deleted"];
  const members = Object.keys({ ...before, ...after }).filter(
    (member) => unknown[member] === true || JSON.stringify(before[member]) !== JSON.stringify(after[member]),
  );
  return actions.includes("create") ? ["replaced", ...members] : members;
}

function resourcesOf(module: Module | undefined): readonly Resource[] {
  if (!module) return [];
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(resourcesOf)];
}

/** `data.aws_x.y`, `module.a.data.aws_x.y` */
function isData(address: string): boolean {
  return /(^|\.)data\./.test(address);
}
