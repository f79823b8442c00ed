import { paginateGetSamplingStatisticSummaries } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { NOW_SEC } from "../testing/make-context.ts";
import { serveClient } from "../testing/serve-client.ts";
import { getSamplingStatisticSummaries } from "./get-sampling-statistic-summaries.ts";

describe("GetSamplingStatisticSummaries", () => {
  const served = serveClient();

  it("pages through more than a thousand windows without a gap or a repetition", async () => {
    const windows = Array.from({ length: 350 }, (_, i) => NOW_SEC - 10 * i).flatMap((Timestamp) =>
      ["a", "b", "c"].map((RuleName) => {
        return { RuleName, Timestamp, RequestCount: 1, BorrowCount: 0, SampledCount: 1 };
      }),
    );
    served.context.settings.statistics.add(windows);
    const pages: unknown[][] = [];
    for await (const page of paginateGetSamplingStatisticSummaries({ client: served.client }, {})) {
      pages.push(page.SamplingStatisticSummaries ?? []);
    }
    expect(pages.map((page) => page.length)).toEqual([1_000, 50]);
    const asDates = windows.map((window) =>
      Object.assign({}, window, { Timestamp: new Date(window.Timestamp * 1_000) }),
    );
    expect(pages.flat()).toEqual(asDates);
  });

  it("answers an empty list before anybody reported, and rejects a token that it did not make", async () => {
    expect(await getSamplingStatisticSummaries.invoke({}, served.context)).toEqual({
      SamplingStatisticSummaries: [],
    });
    await expect(getSamplingStatisticSummaries.invoke({ NextToken: "x" }, served.context)).rejects.toThrow(
      "Invalid NextToken",
    );
  });
});
