// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { readColumn, textOf } from "../../testing/read-table.ts";

/** More than the server gives in one page. */
const MANY = Array.from({ length: 520 }, (_, index) =>
  makeRequest(traceIdOf(index + 1, 600), {
    agoSec: 600 - index / 10,
    durationMs: 5 + (index % 50),
    path: `/api/${index}`,
    queries: [],
    status: index % 100 === 0 ? 500 : 200,
  }),
);
const counts = () => textOf(screen.getByText(/scanned$/));

describe("a list of more than one page", () => {
  test("has all of them, and asks for no more pages than there are", async () => {
    const { xray } = await openConsole("/traces", MANY);
    expect(counts()).toBe("520 matched of 520 scanned");
    expect(screen.getByRole("table", { name: "Traces" }).getAttribute("aria-rowcount")).toBe("521");
    const inputs = xray.calls("/TraceSummaries") as { NextToken?: string }[];
    expect(inputs.filter(({ NextToken }) => NextToken !== undefined)).toHaveLength(1);
  });

  test("counts what was looked at for a filter over all pages", async () => {
    await openConsole("/traces?filter=fault", MANY);
    expect(counts()).toBe("6 matched of 520 scanned");
    expect(readColumn("Traces", 3)).toEqual([500, 400, 300, 200, 100, 0].map((index) => `/api/${index}`));
  });

  test("of which a page fails says so, and is there when it was asked again", async () => {
    const stop = theXray().answerInstead("/TraceSummaries", () =>
      errorAnswer(429, "ThrottledException", "Rate exceeded"),
    );
    await openConsole("/traces", MANY);
    expect(screen.getByRole("heading", { name: "Rate exceeded" })).toBeDefined();
    stop();
    await passTime(4000);
    await settle();
    expect(counts()).toBe("520 matched of 520 scanned");
  });
});
