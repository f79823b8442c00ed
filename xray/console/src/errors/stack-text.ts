import type { ApiTrace } from "xray-local/protocol/api-types.ts";
import { ownExceptions } from "xray-local/trace/trace-cause.ts";
import { parseDocuments } from "../trace-model/parse-documents.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";

/** Everything in the exceptions of a trace that can be searched: types, messages, and each frame of their stacks. */
export function toStackText(trace: ApiTrace): string {
  const { steps } = assembleTraceTree(parseDocuments(trace));
  return steps
    .flatMap(({ entity }) => ownExceptions(entity))
    .map(({ type = "", message = "", stack = [] }) => {
      const frames = stack.map(({ label = "", path = "", line }) => `${label} ${path}:${line ?? ""}`);
      return [`${type} ${message}`].concat(frames).join("\n");
    })
    .join("\n");
}
