import { central, source } from "./cross-account/targets.ts";
import { ecs } from "./ecs/target.ts";
import { observability } from "./observability/target.ts";
import type { Target } from "./target.ts";

/** The longest first. */
export const targets: readonly Target[] = [ecs, observability, central, source];
