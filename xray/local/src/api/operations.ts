import { CONTROL_OPERATIONS } from "./control-operations.ts";
import type { Operation } from "./operation.ts";

/** Every operation that the server answers. */
const ALL: readonly Operation[] = [...CONTROL_OPERATIONS];

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(ALL.map((each) => [each.path, each]));
