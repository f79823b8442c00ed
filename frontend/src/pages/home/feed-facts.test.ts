import { expect, it } from "vitest";
import { parseCruds } from "../../api/cruds.ts";
import { makeActivity } from "../../api/make-activity.ts";
import { authorsOf, nextToGo } from "./feed-facts.ts";

const cruds = parseCruds(
  [
    ["worf", 30],
    ["garek", 3],
    ["worf", 1],
    ["bayko", 12],
    ["londo", 24],
  ].map(([handle, hours], index) =>
    makeActivity(0, {
      uuid: String(index),
      handle,
      expires_at: new Date(Number(hours) * 3_600_000).toISOString(),
    }),
  ),
);

it("names the four that burn down next, the next first", () => {
  expect(nextToGo(cruds).map((crud) => crud.uuid)).toEqual(["2", "1", "3", "4"]);
});

it("counts the cruds of each author, the busiest first", () => {
  expect(authorsOf(cruds).map(({ handle, count }) => `${handle} ${count}`)).toEqual([
    "worf 2",
    "garek 1",
    "bayko 1",
    "londo 1",
  ]);
});
