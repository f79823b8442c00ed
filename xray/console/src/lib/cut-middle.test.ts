import { expect, test } from "vitest";
import { cutMiddle } from "./cut-middle.ts";

test.each([
  ["http://localhost:9001", 22, "http://localhost:9001"],
  ["http://payments.internal:8080", 20, "http://pay…rnal:8080"],
  ["arn:aws:sns:eu-west-1:111122223333:crud-push", 20, "arn:aws:sn…crud-push"],
  ["ab", 2, "ab"],
  ["", 5, ""],
])("%s in %s characters is %s", (text, most, cut) => {
  expect(cutMiddle(text, most)).toBe(cut);
  expect(cut.length).toBeLessThanOrEqual(most);
});
