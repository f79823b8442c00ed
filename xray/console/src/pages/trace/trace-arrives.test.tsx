// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole } from "../../testing/open-console.tsx";

const TRACE = traceIdOf(1, 60);
/** More than an event names; all of them newer than the trace that is looked at. */
const others = (from: number) =>
  Array.from({ length: 210 }, (_, index) => makeRequest(traceIdOf(from + index, 5), { agoSec: 5 }));
const isOpen = () => screen.queryAllByText("in progress").length > 0;
const steps = () =>
  within(screen.getByRole("treegrid", { name: "Steps of the trace" })).getAllByRole("row").length;

test("the last part of a trace shows, though it came in a flood just after a look", async () => {
  const { xray } = await openConsole(`/traces/${TRACE}`, [
    makeRequest(TRACE, { durationMs: 100, isOpen: true }),
  ]);
  expect(isOpen()).toBe(true);
  await xray.receive(...others(1000));
  await passTime(1000);
  await xray.receive(
    ...others(2000),
    makeRequest(TRACE, { durationMs: 900, queries: ["SELECT 1", "SELECT 2"] }),
  );
  await passTime(1000);
  expect(isOpen()).toBe(true);
  await passTime(5000);
  expect(isOpen()).toBe(false);
  expect(steps()).toBe(3);
});

test("a trace that can be read in part only is told as a failure, not shown as a whole", async () => {
  const { xray, user } = await openConsole("/traces", [makeRequest(TRACE)]);
  const { Traces } = (await xray.call("/Traces", { TraceIds: [TRACE] })) as { Traces: readonly object[] };
  let asked = 0;
  const stop = xray.answerInstead("/Traces", () => {
    asked += 1;
    if (asked % 2 === 1) return Response.json({ Traces, NextToken: "next" });
    return errorAnswer(400, "InvalidRequestException", "The token has expired.");
  });
  await user.click(screen.getByRole("link", { name: /activities\/home/ }));
  await passTime(0);
  expect(screen.getByRole("alert").textContent).toContain("The token has expired.");
  expect(screen.queryByRole("treegrid")).toBeNull();
  stop();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await passTime(0);
  expect(steps()).toBe(2);
});
