import { expect, test } from "vitest";
import { EVERYWHERE } from "../links.ts";
import { allCommands, findCommands } from "./commands.ts";

const commands = allCommands({ scope: EVERYWHERE, filter: "fault", groups: ["cruddur-home"], paused: false });
const titles = (typed: string) => findCommands(commands, typed, EVERYWHERE).map(({ title }) => title);

test("a filter is added to the one that stands", () => {
  const slow = commands.find(({ title }) => title === "Only slower than 1 s");
  expect(slow?.to).toBe("/traces?filter=fault+AND+responsetime+%3E+1");
});

test("what the filter has already is not offered, however it is written there", () => {
  expect(titles("only faults")).toEqual([]);
  const written = allCommands({
    scope: EVERYWHERE,
    filter: "responsetime>1 annotation.wait=true",
    groups: [],
    paused: false,
  });
  const offered = written.map(({ title }) => title);
  expect(offered).toContain("Only faults");
  expect(offered).not.toContain("Only slower than 1 s");
  expect(offered).not.toContain("Only traces with a connection wait");
});

test("every word must be found somewhere", () => {
  expect(titles("group home")).toEqual(["cruddur-home only"]);
  expect(titles("health")[0]).toBe("Health");
});

test.each([["1-5f84c7a1-e7d1852db8c4fd35d88bf49a"], ["5F84C7A1e7d1852db8c4fd35d88bf49a"]])(
  "the trace id %s opens its trace",
  (typed) => {
    expect(findCommands(commands, typed, EVERYWHERE)).toMatchObject([
      { kind: "Trace", to: "/traces/1-5f84c7a1-e7d1852db8c4fd35d88bf49a" },
    ]);
  },
);
