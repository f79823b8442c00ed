import { useQuery } from "@tanstack/react-query";
import type { ApiTrace } from "xray-local/protocol/api-types.ts";
import { callXray } from "../../api/xray-client.ts";
import { sqlWords } from "../../sql/sql-words.ts";
import type { Step } from "../../trace-model/step.ts";
import { parseDocuments } from "../../trace-model/parse-documents.ts";
import { assembleTraceTree } from "../../trace-model/trace-tree.ts";
import { toTraceBrief } from "../../traces/trace-brief.ts";
import type { TraceBrief } from "../../traces/trace-brief.ts";

/** What a trace looks like, and of what it failed or took long. */
export interface ExampleTrace extends TraceBrief {
  /** Empty where nothing is known. */
  why: string;
}

/** The operation takes at most 5 ids. */
const IDS_A_CALL = 5;

/** Traces by id; those that have not come are missing. */
export function useExampleTraces(ids: readonly string[]): ReadonlyMap<string, ExampleTrace> {
  const { data } = useQuery({
    queryKey: ["example traces", ids],
    queryFn: async ({ signal }) => {
      const calls = Array.from({ length: Math.ceil(ids.length / IDS_A_CALL) }, (_, call) =>
        callXray("/Traces", { TraceIds: ids.slice(call * IDS_A_CALL, (call + 1) * IDS_A_CALL) }, signal),
      );
      const answers = await Promise.all(calls);
      return answers.flatMap(({ Traces = [] }) =>
        Traces.map((trace) => [trace.Id, toExample(trace)] as const),
      );
    },
    enabled: ids.length > 0,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  return new Map(data);
}

function toExample(trace: ApiTrace): ExampleTrace {
  const brief = toTraceBrief(trace);
  const { steps } = assembleTraceTree(parseDocuments(trace));
  const failed = steps.findLast(({ began, outcome }) => began && outcome === "fault");
  return Object.assign(brief, { why: failed?.name ?? repeatedWords(steps) ?? brief.mostOfIt?.words ?? "" });
}

const MANY = 5;

/** `select stock ×41`: the statement that was asked most, if it was asked often. */
function repeatedWords(steps: readonly Step[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { entity } of steps) {
    const words = sqlWords(entity.sql?.sanitized_query ?? "");
    if (words !== "") counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most !== undefined && most[1] >= MANY ? `${most[0]} ×${most[1]}` : undefined;
}
