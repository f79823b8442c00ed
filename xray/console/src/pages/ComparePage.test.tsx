// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../testing/app-requests.ts";
import { passTime } from "../testing/clock.ts";
import { errorAnswer } from "../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../testing/open-console.tsx";
import { textOf } from "../testing/read-table.ts";

const SLOW = traceIdOf(1);
const QUICK = traceIdOf(2);
const DOCUMENTS = [
  makeRequest(SLOW, { durationMs: 200, waitMs: 150 }),
  makeRequest(QUICK, { agoSec: 90, durationMs: 40 }),
];
const PATH = `/compare/${SLOW}/${QUICK}`;

const rows = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.querySelectorAll("td")].map(textOf).filter((_, index) => index !== 1));

describe("two traces", () => {
  test("stand step by step beside each other, with what one took more", async () => {
    await openConsole(PATH, DOCUMENTS);
    const [request, wait, query] = rows();
    expect(request?.[0]).toContain("backend-flask");
    expect(request?.slice(1)).toEqual(["200 ms", "40 ms", "+160 ms"]);
    expect(wait).toEqual(["wait for a connection", "149 ms", "not there", "+149 ms"]);
    expect(query?.[0]).toContain("cruddur@127.0.0.1");
  });

  test("show at once which steps explain the difference", async () => {
    await openConsole(PATH, DOCUMENTS);
    const explaining = screen.getAllByRole("row").filter((row) => row.className === "compare-explains");
    expect(explaining.map((row) => textOf(row.querySelector("b")))).toEqual([
      "backend-flask",
      "wait for a connection",
    ]);
  });

  test("change places", async () => {
    const { user, address } = await openConsole(PATH, DOCUMENTS);
    await user.click(screen.getByRole("link", { name: "Swap" }));
    await settle();
    expect(address()).toBe(`/compare/${QUICK}/${SLOW}`);
    expect(rows()[0]?.slice(1)).toEqual(["40 ms", "200 ms", "−160 ms"]);
  });

  test("are each a link away, as is the list, with range and group", async () => {
    await openConsole(`${PATH}?timeRange=PT1H`, DOCUMENTS);
    const hrefOf = (name: string) => screen.getByRole("link", { name }).getAttribute("href");
    expect(hrefOf("A")).toBe(`/traces/${SLOW}?timeRange=PT1H`);
    expect(hrefOf("B")).toBe(`/traces/${QUICK}?timeRange=PT1H`);
    expect(hrefOf("Back to the traces")).toBe("/traces?timeRange=PT1H");
  });

  test("are left for the list by Escape", async () => {
    const { user, address } = await openConsole(`${PATH}?timeRange=PT1H`, DOCUMENTS);
    await user.keyboard("{Escape}");
    expect(address()).toBe("/traces?timeRange=PT1H");
  });

  test("that are one and the same differ in nothing", async () => {
    await openConsole(`/compare/${QUICK}/${QUICK}`, DOCUMENTS);
    expect(rows()[0]?.slice(1)).toEqual(["40 ms", "40 ms", "0 ms"]);
    expect(document.querySelector(".compare-explains")).toBeNull();
  });

  test("of which a step repeats are counted in one row", async () => {
    const query = "SELECT 1";
    await openConsole(PATH, [
      makeRequest(SLOW, { queries: [query, query, query] }),
      makeRequest(QUICK, { agoSec: 90, queries: [query] }),
    ]);
    expect(rows()[1]?.[0]).toMatch(/×3, ×1$/);
  });
});

describe("a trace that is not there", () => {
  test("is named, and the way back is offered", async () => {
    const gone = traceIdOf(9);
    const { user, address } = await openConsole(`/compare/${SLOW}/${gone}`, DOCUMENTS);
    expect(screen.getByRole("heading", { name: `No trace ${gone}` })).toBeDefined();
    await user.click(screen.getByRole("link", { name: "Back to the traces" }));
    expect(address()).toBe("/traces");
  });

  test("because the server failed is told as its error", async () => {
    theXray().answerInstead("/Traces", () => errorAnswer(400, "InvalidRequestException", "Not these"));
    await openConsole(PATH, DOCUMENTS);
    await passTime(1500);
    expect(screen.getByRole("heading", { name: "Not these" })).toBeDefined();
  });
});
