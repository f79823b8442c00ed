import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatSql } from "./sql-format.ts";

function textOf(statement: string): string {
  return formatSql(statement)
    .map(({ text }) => text)
    .join("");
}

describe("formatSql", () => {
  test.each<[string, readonly string[]]>([
    ["begin", ["BEGIN"]],
    [
      "update activities set replies_count = replies_count + 1 where uuid = $1",
      ["UPDATE activities", "SET", "  replies_count = replies_count + 1", "WHERE", "  uuid = $1"],
    ],
    [
      "select * from a where id in (select a_id from b where x between $1 and $2) or y = 'and ''so'''",
      [
        "SELECT",
        "  *",
        "FROM",
        "  a",
        "WHERE",
        "  id IN (",
        "    SELECT",
        "      a_id",
        "    FROM",
        "      b",
        "    WHERE",
        "      x BETWEEN $1 AND $2",
        "  )",
        "  OR y = 'and ''so'''",
      ],
    ],
    [
      "insert into users (handle, name) values ($1, $2) on conflict do nothing returning uuid::text",
      [
        "INSERT INTO",
        "  users (handle, name)",
        "VALUES",
        "  ($1, $2)",
        "ON CONFLICT DO NOTHING",
        "RETURNING",
        "  uuid::text",
      ],
    ],
    ["select `a b` from `c`", ["SELECT", "  `a b`", "FROM", "  `c`"]],
    [
      "select a from t where b = :b and c = @c and d = ?",
      ["SELECT", "  a", "FROM", "  t", "WHERE", "  b = :b", "  AND c = @c", "  AND d = ?"],
    ],
  ])("breaks %j into lines", (statement, lines) => {
    expect(textOf(statement).split("\n")).toEqual(lines);
  });

  test.each<[string, string]>([
    ["was cut", "select a, b from t where name = 'half a te"],
    ["was cut in parentheses", "select a from t where id in ($1, $2, $3"],
    ["is too long", `select ${"a, ".repeat(10_000)} b`],
    ["is too deep", `select ${"(".repeat(3000)}1${")".repeat(3000)}`],
    ["has too many cases", `select ${"case when a then ".repeat(300)} 1 ${"end ".repeat(300)}`],
  ])("leaves a statement as it is that %s", (_, statement) => {
    expect(textOf(statement)).toBe(statement);
  });

  test("keeps every word of any text", () => {
    const words = fc.array(
      fc.constantFrom("select", "(", ")", ",", "a", "from", "$1", "'x'", "and", "--c\n", "by", ";"),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const bare = (text: string) => text.toLowerCase().replaceAll(/\s/g, "");
        const statement = parts.join(" ");
        expect(bare(textOf(statement))).toBe(bare(statement));
      }),
    );
  });

  test("never throws, and loses nothing but white space and case", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bare = (statement: string) => statement.toLowerCase().replaceAll(/\s/g, "");
        expect(bare(textOf(text))).toBe(bare(text));
      }),
    );
  });

  test("tells keywords from names, texts, numbers, parameters and comments", () => {
    const kinds = formatSql("select name, 'x', 1.5 from t where a = $1 -- why")
      .filter(({ kind }) => kind !== "space" && kind !== "sign")
      .map(({ kind, text }) => `${text} ${kind}`);
    expect(kinds).toEqual([
      "SELECT keyword",
      "name word",
      "'x' text",
      "1.5 number",
      "FROM keyword",
      "t word",
      "WHERE keyword",
      "a word",
      "$1 parameter",
      "-- why comment",
    ]);
  });
});
