import { formatDialect, postgresql, sql } from "sql-formatter";
import { tokenizeSql } from "./sql-tokens.ts";
import type { SqlToken } from "./sql-tokens.ts";

/** Characters a line may have before a list is broken: what fits the details at 12 px mono. */
const LINE_LENGTH = 46;
/** Statements beyond this are shown as they are: breaking them well is not worth the time. */
const LONGEST = 20_000;
/** The library's parser takes time that grows with the cube of the depth: 100 parentheses some 0.1 s, 3,000 two minutes. */
const DEEPEST = 40;

/** Names in backticks and other ways of MySQL and SQLite are errors in Postgres, and its casts are errors elsewhere. */
const DIALECTS = [postgresql, sql];

/**
 * A statement in lines, keywords in capitals, as tokens to paint. One that no dialect reads (SDKs cut statements that are
 * too long for them) comes back as it is.
 *
 *     select a, b from t where x = $1   ->   SELECT
 *                                              a,
 *                                              b
 *                                            FROM
 *                                              t
 *                                            WHERE
 *                                              x = $1
 */
export function formatSql(statement: string): readonly SqlToken[] {
  const tokens = tokenizeSql(statement);
  if (statement.length > LONGEST || depthOf(tokens) > DEEPEST) return tokens;
  const formatted = inLines(statement);
  return formatted === undefined ? tokens : tokenizeSql(formatted);
}

function inLines(statement: string): string | undefined {
  for (const dialect of DIALECTS) {
    try {
      return formatDialect(statement, {
        dialect,
        keywordCase: "upper",
        expressionWidth: LINE_LENGTH,
        paramTypes: { positional: true, numbered: ["$"], named: [":", "@"] },
      });
    } catch {
      // Not of this dialect.
    }
  }
  return undefined;
}

/** Of parentheses and cases, which are what the parser descends into. */
function depthOf(tokens: readonly SqlToken[]): number {
  let depth = 0;
  let deepest = 0;
  for (const { text } of tokens) {
    if (/^(?:[([{]|case)$/i.test(text)) depth += 1;
    else if (/^(?:[)\]}]|end)$/i.test(text)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
