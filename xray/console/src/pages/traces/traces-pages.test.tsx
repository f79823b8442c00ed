// @vitest-environment jsdom
import { act, fireEvent, screen } from "@testing-library/react";
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

test("a list that is scrolled while its pages come keeps what is there", async () => {
  await theXray().receive(...MANY);
  let release = theXray().hold("/TraceSummaries");
  await openConsole("/traces");
  const first = release;
  release = theXray().hold("/TraceSummaries");
  await first();
  await passTime(1);
  const rows = screen.getByRole("table", { name: "Traces" }).querySelector("tbody") ?? document.body;
  act(() => {
    rows.scrollTop = 280;
    fireEvent.scroll(rows);
  });
  expect(readColumn("Traces", 3).length).toBeGreaterThan(10);
  await release();
  await settle();
  expect(counts()).toBe("520 matched of 520 scanned");
});

describe("a list with more than is loaded", () => {
  /** Each a millisecond slower than the next older, but for one job of two hours. */
  const CROWD = Array.from({ length: 2600 }, (_, index) =>
    makeRequest(traceIdOf(index + 1, 800), {
      agoSec: 800 - index / 4,
      durationMs: index === 7 ? 7_200_000 : 5 + index / 100,
      path: `/api/things/${index}`,
      queries: [],
      status: index % 100 === 0 ? 500 : 200,
    }),
  );
  const table = () => screen.getByRole("table", { name: "Traces" });
  const value = (name: RegExp) => textOf(screen.getByRole("button", { name }));

  test("tells in figures, plot and refiners of all, and loads the rows that one scrolls to", async () => {
    const { user, query } = await openConsole("/traces", CROWD);
    expect(table().getAttribute("aria-rowcount")).toBe("2001");
    expect(counts()).toBe("2,600 matched of 2,600 scanned");
    expect(value(/^things\/:id/)).toBe("things/:id2,600");
    expect(textOf(screen.getByTitle(/^500:/))).toContain("26");
    const band = screen.getByRole("heading", { name: "Response time" }).parentElement;
    expect(textOf(band)).toContain("26 faults2,574 ok");
    expect(screen.getByText(/^1 slower one, up to 2/)).toBeDefined();

    const rows = table().querySelector("tbody") ?? document.body;
    act(() => {
      rows.scrollTop = 28 * 1900;
      fireEvent.scroll(rows);
    });
    await settle();
    expect(table().getAttribute("aria-rowcount")).toBe("2500");
    expect(counts()).toBe("2,600 matched of 2,600 scanned");

    await user.keyboard("b");
    await settle();
    const selected = counts();
    expect(selected).toMatch(/selected of 2,600 matched, 2,600 scanned$/);
    // The rows are those of the selection, however old they are.
    expect(`${Number(table().getAttribute("aria-rowcount")) - 1}`).toBe(/\d+/.exec(selected)?.[0]);
    await user.click(screen.getByTitle(/^500:/));
    await settle();
    expect(query()).toEqual({ filter: "http.status = 500" });
    expect(counts()).toBe("26 matched of 2,600 scanned");
  });
});
