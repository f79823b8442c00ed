import { expect, test } from "vitest";
import { forgetList, lastPlace, rememberList, rememberTrace } from "./last-list.ts";

const SEARCH = "?filter=ok&timeRange=PT1H&sort=-response";

test("a place is kept as long as the list is the same", () => {
  rememberList({ search: SEARCH, topId: "1-a", offsetPx: 5, rows: 700 });
  rememberList({ search: SEARCH });
  expect(lastPlace(SEARCH)).toBeUndefined();
  rememberTrace("1-b");
  expect(lastPlace(SEARCH)).toEqual({
    search: SEARCH,
    topId: "1-a",
    offsetPx: 5,
    rows: 700,
    openedId: "1-b",
  });
  expect(lastPlace("")).toBeUndefined();
  rememberList({ search: "" });
  expect(lastPlace("")).toBeUndefined();
  forgetList();
  expect(lastPlace("")).toBeUndefined();
});
