import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatSql, toSqlText } from "./sql-format.ts";

describe("formatSql", () => {
  test.each([
    ["select 1", "SELECT 1"],
    ["begin", "BEGIN"],
    [
      "update activities set replies_count = replies_count + 1 where uuid = $1",
      "UPDATE activities\nSET replies_count = replies_count + 1\nWHERE uuid = $1",
    ],
    [
      `select a.uuid, a.message, a.expires_at, a.replies_count, a.reposts_count, u.handle from activities a
       left outer join users u on u.uuid = a.user_uuid
       where a.expires_at > now() and a.reply_to_activity_uuid is null order by a.created_at desc limit $1`,
      [
        "SELECT a.uuid, a.message, a.expires_at,",
        "       a.replies_count, a.reposts_count,",
        "       u.handle",
        "FROM activities a",
        "LEFT OUTER JOIN users u ON u.uuid = a.user_uuid",
        "WHERE a.expires_at > now()",
        "  AND a.reply_to_activity_uuid IS NULL",
        "ORDER BY a.created_at DESC",
        "LIMIT $1",
      ].join("\n"),
    ],
    [
      "select * from a where id in (select a_id from b where x between $1 and $2) or y = 'and ''so'''",
      [
        "SELECT *",
        "FROM a",
        "WHERE id IN (SELECT a_id",
        "             FROM b",
        "             WHERE x BETWEEN $1 AND $2)",
        "  OR y = 'and ''so'''",
      ].join("\n"),
    ],
    [
      "insert into users (handle, name) values ($1, $2) on conflict do nothing returning uuid::text",
      [
        "INSERT INTO users (handle, name)",
        "VALUES ($1, $2)",
        "ON CONFLICT DO NOTHING",
        "RETURNING uuid::text",
      ].join("\n"),
    ],
    [
      "select coalesce(json_agg(json_build_object('uuid', reply.uuid, 'message', reply.message, 'likes', reply.likes)), '[]') from r",
      [
        "SELECT coalesce(json_agg(json_build_object('uuid',",
        "            reply.uuid, 'message',",
        "            reply.message, 'likes',",
        "            reply.likes)), '[]')",
        "FROM r",
      ].join("\n"),
    ],
  ])("breaks %j into lines", (statement, formatted) => {
    expect(toSqlText(formatSql(statement))).toBe(formatted);
  });

  test("keeps every word of any text", () => {
    const words = fc.array(
      fc.constantFrom("select", "(", ")", ",", "a", "from", "$1", "'x'", "and", "--c\n", "by", ";"),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const bare = (text: string) => text.toLowerCase().replaceAll(/\s/g, "");
        const statement = parts.join(" ");
        expect(bare(toSqlText(formatSql(statement)))).toBe(bare(statement));
      }),
    );
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => formatSql(text)).not.toThrow();
      }),
    );
  });
});
