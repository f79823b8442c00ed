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
  ["with recent as (select * from activities) select * from recent r", "select activities"],
  ["WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO archive SELECT * FROM gone", "insert archive"],
  ["select a, (select count(*) from likes l where l.uuid = a.uuid) n from activities a", "select activities"],
  ["select n from (select * from activities) recent", "select activities"],
  ["select a, (select count(*) from likes where", "select likes"],
  [
    "with crud as (select * from activities where (1) = 1) select (select from likes) from crud",
    "select activities",
  ],
  ["with recursive t as (select 1 union select n from t) select * from t", "select t"],
  ["with a as (select * from b), b as (select * from c) select * from a", "select b"],
  ["with new as (insert into likes (a) values ($1) returning *) select count(*) from new", "insert likes"],
  [
    "with old as (select 1 from a), new as materialized (update b set c = (select 1) returning *) select * from new, old",
    "update b",
  ],
  ["WITH gone AS (\n  DELETE FROM likes WHERE a = $1 RETURNING a\n)\nSELECT a FROM gone", "delete likes"],
  ["", ""],
  ["🤷", ""],
])("says of %j that it does %j", (statement, words) => {
  expect(sqlWords(statement)).toBe(words);
});
