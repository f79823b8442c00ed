import type { Operation } from "./operation.ts";

/** Every operation that the server answers. */
const ALL: readonly Operation[] = [];

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(ALL.map((each) => [each.path, each]));
