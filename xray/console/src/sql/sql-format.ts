import { formatDialect, postgresql, sql } from "sql-formatter";
import { tokenizeSql } from "./sql-tokens.ts";
import type { SqlToken } from "./sql-tokens.ts";

/** The length of a line from which a list is broken: what fits the details at 12 px mono. */
const LINE_LENGTH = 46;
/** Longer statements are shown as they are, because breaking them takes too long. */
const LONGEST = 20_000;
/**
 * The library's parser takes time with the cube of the depth: some 0.1 s for 100 parentheses, two minutes for 3,000.
 */
const DEEPEST = 40;

/**
 * Names in backticks and other forms of MySQL and SQLite are errors in Postgres; the casts of Postgres are errors
 * elsewhere.
 */
const DIALECTS = [postgresql, sql];

/**
 * A statement in lines, with keywords in capitals, as tokens to colour. A statement that no dialect can parse (SDKs cut
 * long ones) comes back as it is.
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
      // Not in this dialect.
    }
  }
  return undefined;
}

/** The depth of parentheses and cases, into which the parser descends. */
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
