import { isRawObject } from "../../protocol/raw-json.ts";
import type { ApiContext } from "../context.ts";
import type { Infer, Members, StructureShape } from "./shape.ts";
import { validate } from "./validate.ts";

/** One operation of the API, to be called with a parsed body of any kind. */
export interface Operation {
  name: string;
  /** Called by POST, as all operations are. */
  path: string;
  input: StructureShape;
  /** Validates the body, then resolves with the answer's body. Rejects with ApiError. */
  invoke(body: unknown, context: ApiContext): Promise<object>;
}

interface Definition<M extends Members> {
  name: string;
  path: string;
  input: StructureShape<M>;
  handle(input: Infer<StructureShape<M>>, context: ApiContext): object | Promise<object>;
}

/** Joins name, path, input shape and behaviour; `handle` gets only validated input. */
export function defineOperation<M extends Members>(definition: Definition<M>): Operation {
  const { name, path, input } = definition;
  return {
    name,
    path,
    input,
    invoke: async (body, context) => definition.handle(validate(input, withoutEmptyToken(body)), context),
  };
}

/** The skeletons of the AWS CLI have an empty token, which means the first page. */
function withoutEmptyToken(body: unknown): unknown {
  if (!isRawObject(body) || body.NextToken !== "") return body;
  const { NextToken: _, ...others } = body;
  return others;
}
