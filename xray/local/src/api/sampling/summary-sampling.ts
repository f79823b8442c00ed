import type { TraceFacts } from "../../model/trace-facts.ts";
import { invalidRequest } from "../model/errors.ts";
import { number, oneOf, structure } from "../model/shape.ts";
import type { Infer } from "../model/shape.ts";

export const samplingStrategy = structure({ Name: oneOf("PartialScan", "FixedRate"), Value: number() });

interface SamplingQuery {
  StartTime: number;
  EndTime: number;
  Sampling?: boolean | undefined;
  SamplingStrategy?: Infer<typeof samplingStrategy> | undefined;
}

/**
 * Which traces GetTraceSummaries examines. AWS says only that a strategy asks for a subset. Here `FixedRate` takes the
 * share `Value` of the traces (by their ids, so that every page and every call takes the same ones), and `PartialScan`
 * takes all traces of the newest share `Value` of the range. `Sampling` without a strategy leaves the subset to the
 * service: all traces.
 */
export function samplerOf(query: SamplingQuery): (facts: TraceFacts) => boolean {
  const { SamplingStrategy: strategy, StartTime, EndTime } = query;
  if (query.Sampling === false || strategy === undefined) return () => true;
  const share = strategy.Value ?? 1;
  if (share < 0 || share > 1) throw invalidRequest("SamplingStrategy.Value must be between 0 and 1");
  if (strategy.Name === "PartialScan") {
    const fromSec = EndTime - (EndTime - StartTime) * share;
    return ({ startSec }) => startSec >= fromSec;
  }
  const limit = share * 2 ** 32;
  return ({ id }) => Number.parseInt(id.slice(-8), 16) < limit;
}
