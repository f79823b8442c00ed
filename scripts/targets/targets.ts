import { ecs } from "./ecs/target.ts";
import type { Target } from "./target.ts";

export const targets: readonly Target[] = [ecs];
