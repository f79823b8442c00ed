import { defineOperation } from "../model/operation.ts";
import { parsePageToken, toPageToken } from "../model/page-token.ts";
import { string, structure } from "../model/shape.ts";

/** Not documented. A page stays under 200 kB of JSON, and has room for five rules over half an hour. */
const PAGE_SIZE = 1_000;

/** Answers what each rule did in each ten seconds of the last hour, newest first. */
export const getSamplingStatisticSummaries = defineOperation({
  name: "GetSamplingStatisticSummaries",
  path: "/SamplingStatisticSummaries",
  input: structure({ NextToken: string() }),
  handle({ NextToken }, { settings }) {
    const windows = settings.statistics.page(PAGE_SIZE + 1, toCursor(NextToken));
    const page = windows.slice(0, PAGE_SIZE);
    const last = page.at(-1);
    return {
      SamplingStatisticSummaries: page,
      ...(windows.length > PAGE_SIZE &&
        last && { NextToken: toPageToken({ startSec: last.Timestamp, id: last.RuleName }) }),
    };
  },
});

function toCursor(token: string | undefined): { Timestamp: number; RuleName: string } | undefined {
  if (token === undefined || token === "") return undefined;
  const { startSec, id } = parsePageToken(token);
  return { Timestamp: startSec, RuleName: id };
}
