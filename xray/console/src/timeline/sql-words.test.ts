import { expect, test } from "vitest";
import { sqlWords } from "./sql-words.ts";

test.each([
  ["SELECT a.uuid FROM activities a", "select activities"],
  ['select 1 from public."Activities" where x', "select Activities"],
  ["INSERT INTO users (handle) VALUES ($1)", "insert users"],
  ["update only activities set x = 1", "update activities"],
  ["DELETE FROM `likes` WHERE id = ?", "delete likes"],
  ["begin", "begin"],
  ["COMMIT;", "commit"],
  ["/* home */ -- why\nSELECT 1", "select"],
  ["with recent as (select * from activities) select * from recent r", "select recent"],
  ["WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO archive SELECT * FROM gone", "insert archive"],
  ["select a, (select count(*) from likes l where l.uuid = a.uuid) n from activities a", "select activities"],
  ["select n from (select * from activities) recent", "select activities"],
  ["select a, (select count(*) from likes where", "select likes"],
  ["", ""],
  ["🤷", ""],
])("says of %j that it does %j", (statement, words) => {
  expect(sqlWords(statement)).toBe(words);
});
