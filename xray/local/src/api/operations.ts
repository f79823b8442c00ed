import { CONTROL_OPERATIONS } from "./control-operations.ts";
import { DATA_OPERATIONS } from "./data-operations.ts";
import type { Operation } from "./model/operation.ts";

/** Every operation that the server answers, by path. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  [...DATA_OPERATIONS, ...CONTROL_OPERATIONS].map((each) => [each.path, each]),
);
