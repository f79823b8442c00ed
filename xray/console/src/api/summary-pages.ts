import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import type { Operations } from "./operations.ts";
import type { callXray } from "./xray-client.ts";

/** A range in epoch seconds, and what is asked of it; `filter` is a valid expression or empty. */
export interface SummaryQuestion {
  startSec: number;
  endSec: number;
  filter: string;
}

type Page = Operations["/TraceSummaries"]["output"];

/** The pages of GetTraceSummaries, each requested when the one before was read. Throws as `callXray` does. */
export async function* summaryPages(
  call: typeof callXray,
  { startSec, endSec, filter }: SummaryQuestion,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  let token: string | undefined;
  do {
    const page = await call(
      "/TraceSummaries",
      {
        StartTime: startSec,
        EndTime: endSec,
        ...(filter === "" ? {} : { FilterExpression: filter }),
        ...(token === undefined ? {} : { NextToken: token }),
      },
      signal,
    );
    yield page;
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
}

/** All pages together. Throws as `callXray` does. */
export async function allSummaries(
  call: typeof callXray,
  question: SummaryQuestion,
  signal: AbortSignal,
): Promise<TraceSummary[]> {
  const summaries: TraceSummary[] = [];
  for await (const { TraceSummaries = [] } of summaryPages(call, question, signal)) {
    summaries.push(...TraceSummaries);
  }
  return summaries;
}

/** How many traces match. Counting stops after a few pages: there are then at least so many. */
export async function countSummaries(
  call: typeof callXray,
  question: SummaryQuestion,
  mostPages: number,
  signal: AbortSignal,
): Promise<{ count: number; isAtLeast: boolean }> {
  let count = 0;
  let pages = 0;
  for await (const { TraceSummaries = [], NextToken } of summaryPages(call, question, signal)) {
    count += TraceSummaries.length;
    pages += 1;
    if (pages === mostPages) return { count, isAtLeast: NextToken != null };
  }
  return { count, isAtLeast: false };
}
